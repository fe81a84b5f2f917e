import { existsSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import Fastify from "fastify";
import { describe, expect, it } from "vitest";
import { addInspector } from "../../src/inspector/inspector.js";
import { type InspectorFiles, readInspectorFiles } from "../../src/inspector/inspector-files.js";

const built = new URL("../../dist/inspector/", import.meta.url);

function serve(files: InspectorFiles | undefined) {
  const app = Fastify();
  addInspector(app, files);
  return app;
}

describe("the built page", () => {
  const files = readInspectorFiles(built);
  const app = serve(files);

  it("is part of the build", () => expect(existsSync(built)).toBe(true));

  it("has nothing inline and loads nothing from elsewhere", async () => {
    const { body, headers } = await app.inject("/");
    expect(headers["content-security-policy"]).toContain(
      "default-src 'none'; script-src 'self'; style-src 'self'",
    );
    expect(body).not.toMatch(/<style|\son\w+=|style=|<script(?![^>]*\ssrc=)/);
    const loaded = [...body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => url ?? "");
    expect(loaded.filter((url) => /^(https?:)?\/\//.test(url))).toEqual([]);
    for (const url of loaded.filter((each) => each.startsWith("inspector/")))
      expect((await app.inject(`/${url}`)).statusCode, url).toBe(200);
  });

  it("fits into 60 KB as it is sent", () => {
    const sizes = [files?.page, ...(files?.assets.values() ?? [])].map((file) => file?.gzipped.length ?? 0);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(60 * 1024);
    expect(sizes.length).toBe(4);
  });

  it("is sent once: the page is asked for again, its files never", async () => {
    const page = await app.inject("/");
    const again = await app.inject({ url: "/", headers: { "if-none-match": String(page.headers.etag) } });
    expect([page.headers["cache-control"], again.statusCode, again.body]).toEqual(["no-cache", 304, ""]);
    const [name] = files?.assets.keys() ?? [];
    const asset = await app.inject(`/inspector/${name}`);
    expect(asset.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
    expect(asset.headers["x-content-type-options"]).toBe("nosniff");
  });

  it("is sent compressed to those who take it", async () => {
    const response = await app.inject({ url: "/", headers: { "accept-encoding": "br, gzip" } });
    expect(response.headers["content-encoding"]).toBe("gzip");
    expect(gunzipSync(response.rawPayload)).toEqual(files?.page.body);
  });

  it.each(["/inspector/none.js", "/inspector/..%2findex.html", "/inspector/__proto__"])(
    "has no %s",
    async (url) => {
      expect((await app.inject(url)).statusCode).toBe(404);
    },
  );
});

it("says how to build a page that is not there", async () => {
  expect(readInspectorFiles(new URL("file:///nonexistent/"))).toBe(undefined);
  const response = await serve({ ...readInspectorFiles(built), page: undefined } as never).inject(
    "/inspector/x",
  );
  expect(response.statusCode).toBe(404);
});
