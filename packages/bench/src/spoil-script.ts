/** Prints the spoiled messages of all cases as JSON: what is found out about the judges here stays out of the process that measures them. */
import { contractNamed } from "./judges.js";
import { cases, mixedStream } from "./payloads.js";
import { spoil } from "./spoil.js";

const spoiled = [mixedStream(), ...cases()].map((each) => [each.id, spoil(contractNamed(each.id), each)]);
console.log(JSON.stringify(Object.fromEntries(spoiled)));
