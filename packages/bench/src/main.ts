#!/usr/bin/env node
import { benchCommand } from './command.ts';

process.exitCode = await benchCommand(process.argv.slice(2));
