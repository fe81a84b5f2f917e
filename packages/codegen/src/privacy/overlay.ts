import type { Annotations } from "../model.js";
import { higher } from "./classes.js";

/**
 * Notes of a place, completed by those of what stands there: a field says more about itself than
 * the type that it refers to. Of two privacy classes the higher one counts.
 */
export function overlay(near: Annotations, far: Annotations = NO_NOTES): Annotations {
  const nullMeaning = near.nullMeaning ?? far.nullMeaning;
  const unit = near.unit ?? far.unit;
  const privacy = higher(near.privacy, far.privacy);
  return {
    description: near.description || far.description,
    ...(nullMeaning === undefined ? {} : { nullMeaning }),
    ...(unit === undefined ? {} : { unit }),
    ...(privacy === undefined ? {} : { privacy }),
    examples: near.examples.length > 0 ? near.examples : far.examples,
  };
}

const NO_NOTES: Annotations = { description: "", examples: [] };
