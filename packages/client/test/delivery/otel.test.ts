import { buildHookRunEvent, buildSkillInvocationEvent } from "@codex-contracts/fixtures";
import { logs } from "@opentelemetry/api-logs";
import { InMemoryLogRecordExporter, LoggerProvider, SimpleLogRecordProcessor } from "@opentelemetry/sdk-logs";
import { describe, expect, it, onTestFinished } from "vitest";
import { createAnalyticsClient } from "../../src/index.js";
import { openTelemetryTransport } from "../../src/otel/index.js";
import { hookRun, runtime } from "./harness.js";
import { ManualClock } from "./manual-clock.js";

function openTelemetry() {
  const exporter = new InMemoryLogRecordExporter();
  const provider = new LoggerProvider({ processors: [new SimpleLogRecordProcessor({ exporter })] });
  return { exporter, provider };
}

describe("events as log records of OpenTelemetry", () => {
  it("carry the name, the params, the ids and the event key", async () => {
    const { exporter, provider } = openTelemetry();
    const clock = new ManualClock();
    const transport = openTelemetryTransport({ logger: provider.getLogger("test") });
    const client = createAnalyticsClient({
      runtime,
      transport,
      privacy: { ceiling: "sensitive" },
      parts: { clock, environment: {} },
    });
    const [event, skill] = [buildHookRunEvent(), buildSkillInvocationEvent()];
    client.recordEvent(event);
    client.recordEvent(skill);
    await clock.advance(1_000);
    const [first, second] = exporter.getFinishedLogRecords();
    expect(first).toMatchObject({ eventName: "codex_hook_run", severityNumber: 9, body: event.event_params });
    expect(first?.hrTime).toEqual([Math.floor((clock.now() - 1_000) / 1_000), 0]);
    expect(first?.attributes).toEqual({
      thread_id: event.event_params.thread_id,
      turn_id: event.event_params.turn_id,
      "codex_contracts.event_key": `${client.stream}:1`,
    });
    expect(second?.body).toEqual({
      skill_id: skill.skill_id,
      skill_name: skill.skill_name,
      ...skill.event_params,
    });
  });

  it("go to the provider that is registered, when no logger is given", async () => {
    const { exporter, provider } = openTelemetry();
    logs.setGlobalLoggerProvider(provider);
    onTestFinished(() => logs.disable());
    const clock = new ManualClock();
    const client = createAnalyticsClient({
      runtime,
      transport: openTelemetryTransport(),
      parts: { clock, environment: {} },
    });
    client.record(hookRun(1));
    await clock.advance(1_000);
    expect(
      exporter.getFinishedLogRecords().map(({ instrumentationScope }) => instrumentationScope.name),
    ).toEqual(["codex-contracts"]);
  });
});
