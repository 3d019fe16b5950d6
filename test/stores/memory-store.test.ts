import { memoryStore } from '../../src/stores/memory-store.ts';
import { registerStoreContract } from './contract.ts';

registerStoreContract('memoryStore', async (t, settings) => {
  const store = memoryStore(settings);
  t.after(() => store.close());
  return store;
});
