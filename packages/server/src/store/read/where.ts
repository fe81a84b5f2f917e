/** Collects conditions and their parameters. */
export class Where {
  readonly parameters: (string | number)[] = [];
  readonly #conditions: string[] = [];

  /** The placeholder of a further parameter. */
  parameter(value: string | number): string {
    this.parameters.push(value);
    return `$${this.parameters.length}`;
  }

  add(condition: string): void {
    this.#conditions.push(condition);
  }

  /** `column = value`, unless no value is given. */
  equals(column: string, value: string | undefined): void {
    if (value !== undefined) this.add(`${column} = ${this.parameter(value)}`);
  }

  /** The clause; nothing without conditions. */
  get sql(): string {
    return this.#conditions.length === 0 ? "" : ` WHERE ${this.#conditions.join(" AND ")}`;
  }
}
