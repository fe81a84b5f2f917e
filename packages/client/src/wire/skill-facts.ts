import type { Fact } from "../facts/fact.js";
import type { Members } from "./read.js";
import type { WireSession, WireTurn } from "./session.js";
import { mentionedSkills, pickedUpSkills } from "./skills.js";

/** The skills that the input of a turn mentions; told once, before the hooks of the turn. */
export function mentionSkills(session: WireSession, turn: WireTurn): readonly Fact[] {
  if (turn.input === undefined || turn.mentioned) return [];
  turn.mentioned = true;
  return invoked(turn, mentionedSkills(turn.input, session.skills, session.home));
}

/** The skills that a command picks up, each once in a turn (P17). */
export function pickUpSkills(session: WireSession, turn: WireTurn, item: Members): readonly Fact[] {
  const skills = pickedUpSkills(item, session.skills).filter(({ path }) => !turn.pickedUp.has(path));
  for (const { path } of skills) turn.pickedUp.add(path);
  return invoked(turn, skills);
}

function invoked(turn: WireTurn, skills: ReturnType<typeof mentionedSkills>): readonly Fact[] {
  if (skills.length === 0) return [];
  const tracking = { model_slug: turn.settings?.model ?? "", thread_id: turn.threadId, turn_id: turn.id };
  return [{ fact: "skills_invoked", tracking, skills: [...skills] }];
}
