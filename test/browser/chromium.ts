import assert from 'node:assert/strict';
import { after, before, type TestContext } from 'node:test';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { programPath } from '../support/program-path.ts';
import { skipWithout } from '../support/programs.ts';

/** For a test's `skip` option. */
export const skipWithoutChromium: string | false = skipWithout('chromium', 'chromium');

/** Something that a page did and should not have. */
export type Complaint = string;

/** The server of a test can end before its page does. One that ends too early is missed by what the test waits for. */
const SERVER_GONE = /net::ERR_(CONNECTION_\w+|EMPTY_RESPONSE)$/;

/** A page that does not show something by then will not. */
const PATIENCE_MS = 12_000;

/** One real browser for all tests of a file. */
export class Chromium {
  #browser: Browser | undefined;

  constructor() {
    before(async () => {
      if (skipWithoutChromium !== false) return;
      this.#browser = await chromium.launch({
        executablePath: programPath('chromium'),
        args: ['--no-sandbox'],
      });
    });
    after(() => this.#browser?.close());
  }

  /**
   * Opens a page in a browser that knows nothing yet. When the test ends it has to have asked no other host, and
   * written nothing to the console but what is expected.
   */
  async open(t: TestContext, url: string, options: OpenOptions = {}): Promise<Page> {
    const { expected = /^$/, patienceMs = PATIENCE_MS, ...contextOptions } = options;
    const context = await this.#context(contextOptions);
    const page = await context.newPage();
    page.setDefaultTimeout(patienceMs);
    const complaints = complaintsOf(page, new URL(url).host);
    t.after(async () => {
      await context.close();
      assert.deepEqual(
        complaints.filter((complaint) => !expected.test(complaint) && !SERVER_GONE.test(complaint)),
        [],
      );
    });
    await page.goto(url);
    return page;
  }

  #context(options: BrowserContextOptions): ReturnType<Browser['newContext']> {
    return this.#browser?.newContext(options) ?? assert.fail('the browser is not there');
  }
}

interface OpenOptions extends BrowserContextOptions {
  readonly expected?: RegExp;
  /** For a page whose server itself takes its time. */
  readonly patienceMs?: number;
}

/** Whatever a page writes to the console, its errors, and the requests that leave its host. */
function complaintsOf(page: Page, host: string): readonly Complaint[] {
  const complaints: Complaint[] = [];
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => complaints.push(`dialog: ${dialog.message()}`));
  page.on('request', (request) => {
    const { protocol, host: asked } = new URL(request.url());
    if (protocol !== 'data:' && asked !== host) complaints.push(`request: ${request.url()}`);
  });
  return complaints;
}
