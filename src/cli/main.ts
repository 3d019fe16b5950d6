#!/usr/bin/env node
/** The command line of the package. Its commands come with the baseline, rules and report. */
process.stderr.write('express-model-monitor: no commands yet; see the README for use as middleware.\n');
process.exitCode = 2;
