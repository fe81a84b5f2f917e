import { render } from "preact";
import { SessionProvider } from "./api/session.js";
import { NavigationContext, usePlaceOfWindow } from "./place/use-place.js";
import { App } from "./views/app.js";

function Page() {
  const navigation = usePlaceOfWindow();
  return (
    <NavigationContext.Provider value={navigation}>
      <SessionProvider>
        <App />
      </SessionProvider>
    </NavigationContext.Provider>
  );
}

const root = document.getElementById("app");
if (root !== null) render(<Page />, root);
