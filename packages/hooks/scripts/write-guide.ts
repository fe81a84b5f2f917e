import { readFileSync, writeFileSync } from "node:fs";
import { fillGuide, guideFile } from "./fill-guide.js";
import { guideTables } from "./guide-tables.js";

writeFileSync(guideFile, fillGuide(readFileSync(guideFile, "utf8"), guideTables()));
