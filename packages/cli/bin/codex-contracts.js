#!/usr/bin/env node
// Committed, so that package managers can link the command before it is built.
import "../dist/bin.js";
