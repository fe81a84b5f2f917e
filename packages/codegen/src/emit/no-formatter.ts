/** Stands for the formatter of the library that writes types: its text is indented here, so loading one would be waste. */
export function format(): never {
  throw new Error("declarations are written without a formatter");
}
