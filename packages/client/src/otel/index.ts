export { type OpenTelemetryTransportOptions, openTelemetryTransport } from "./open-telemetry-transport.js";
