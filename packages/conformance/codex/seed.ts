/** Another seed makes other values, on every machine the same: `FUZZ_SEED=7 pnpm test`. */
export const SEED = Number(process.env["FUZZ_SEED"] ?? 125);
