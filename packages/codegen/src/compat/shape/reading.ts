import type { JsonObject } from "../../json.js";
import type { Location } from "../schema-set.js";
import type { Node, Side } from "./atom.js";
import type { Space } from "./space.js";

/** What a schema is read with: its place, and how it is read. */
export interface Reading {
  readonly space: Space;
  readonly side: Side;
  readonly location: Location;
  readonly schema: JsonObject;
  /** The node of a schema inside. */
  readonly inner: (...segments: readonly string[]) => Node;
  /** The dialect's own keywords count. */
  readonly contracts: boolean;
  readonly tolerant: boolean;
}
