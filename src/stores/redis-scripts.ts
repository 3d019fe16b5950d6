import { createHash } from 'node:crypto';

/**
 * A Lua script: Redis runs one at a time and lets nothing in between, which is what makes a take atomic. Its
 * keys: `entries` (hash, id -> JSON), `waiting` and `taken` (sorted sets, id by time of the prediction), and
 * in the scripts that take `claim` (hash, what one process took last).
 */
export interface RedisScript {
  readonly source: string;
  readonly sha1: string;
}

function script(source: string): RedisScript {
  return { source, sha1: createHash('sha1').update(source).digest('hex') };
}

/** Rows that one call may remove besides its own: Redis serves nobody else meanwhile. */
const TRIM_ROWS = 1000;

const HELPERS = `
  local entries, waiting, taken = KEYS[1], KEYS[2], KEYS[3]
  local function timeIn(set, id)
    local time = redis.call('ZSCORE', set, id)
    return time and tonumber(time) or -math.huge
  end
  local function forget(ids)
    if #ids == 0 then return end
    redis.call('ZREM', waiting, unpack(ids))
    redis.call('HDEL', entries, unpack(ids))
  end
`;

/**
 * ARGV: waitingSince, keptSince, maxEntries, lifetime in milliseconds, then id, time and entry of each
 * prediction, the entry being empty for one that is labelled already.
 */
export const PUT: RedisScript = script(`${HELPERS}
  local waitingSince, maxEntries = tonumber(ARGV[1]), tonumber(ARGV[3])
  local replaced, evicted = 0, 0
  for i = 5, #ARGV, 3 do
    local id, time, entry = ARGV[i], ARGV[i + 1], ARGV[i + 2]
    if timeIn(taken, id) < waitingSince then
      local before = redis.call('HGET', entries, id)
      if before and before ~= entry and timeIn(waiting, id) >= waitingSince then replaced = replaced + 1 end
      if entry == '' then
        forget({ id })
        redis.call('ZADD', taken, time, id)
      else
        redis.call('HSET', entries, id, entry)
        redis.call('ZADD', waiting, time, id)
      end
    end
  end
  forget(redis.call('ZRANGEBYSCORE', waiting, '-inf', '(' .. ARGV[2], 'LIMIT', 0, ${TRIM_ROWS}))
  redis.call('ZREMRANGEBYSCORE', taken, '-inf', '(' .. ARGV[1])
  redis.call('ZREMRANGEBYRANK', taken, 0, -(maxEntries + 1))
  local excess = math.min(redis.call('ZCARD', waiting) - maxEntries, ${TRIM_ROWS})
  if excess > 0 then
    local oldest = redis.call('ZRANGE', waiting, 0, excess - 1)
    for _, id in ipairs(oldest) do
      if timeIn(waiting, id) >= waitingSince then evicted = evicted + 1 end
    end
    forget(oldest)
  end
  for _, key in ipairs(KEYS) do redis.call('PEXPIRE', key, ARGV[4]) end
  return { replaced, evicted }
`);

/**
 * ARGV: waitingSince, keptSince, maxEntries, lifetime in milliseconds, the number of this claim, then the
 * ids. A claim older than the last one was sent on a connection that is gone, and does nothing.
 */
export const TAKE: RedisScript = script(`${HELPERS}
  local claim = KEYS[4]
  local waitingSince, keptSince = tonumber(ARGV[1]), tonumber(ARGV[2])
  if tonumber(redis.call('HGET', claim, 'number') or '0') >= tonumber(ARGV[5]) then
    return redis.error_reply('ERR this claim comes too late')
  end
  local results, claimed = {}, {}
  for i = 6, #ARGV do
    local id = ARGV[i]
    local time = timeIn(waiting, id)
    local entry = redis.call('HGET', entries, id)
    if timeIn(taken, id) >= waitingSince then
      results[#results + 1] = 'duplicate'
    elseif time < keptSince or not entry then
      results[#results + 1] = 'unknown'
    elseif time < waitingSince then
      results[#results + 1] = 'expired'
    else
      local score = redis.call('ZSCORE', waiting, id)
      forget({ id })
      redis.call('ZADD', taken, score, id)
      results[#results + 1] = entry
      claimed[#claimed + 1] = { id, score, entry }
    end
  end
  redis.call('ZREMRANGEBYRANK', taken, 0, -(tonumber(ARGV[3]) + 1))
  redis.call('HSET', claim, 'number', ARGV[5], 'taken', cjson.encode(claimed))
  redis.call('PEXPIRE', taken, ARGV[4])
  redis.call('PEXPIRE', claim, ARGV[4])
  return results
`);

/**
 * ARGV: the number of this claim, the number of the one it undoes, lifetime in milliseconds. It leaves an
 * empty claim behind.
 */
export const UNTAKE: RedisScript = script(`${HELPERS}
  local claim = KEYS[4]
  local last = redis.call('HGET', claim, 'number')
  if tonumber(last or '0') >= tonumber(ARGV[1]) then return 'late' end
  if last == ARGV[2] then
    for _, row in ipairs(cjson.decode(redis.call('HGET', claim, 'taken'))) do
      redis.call('ZREM', taken, row[1])
      redis.call('ZADD', waiting, row[2], row[1])
      redis.call('HSET', entries, row[1], row[3])
    end
  end
  redis.call('HSET', claim, 'number', ARGV[1], 'taken', '[]')
  for _, key in ipairs(KEYS) do redis.call('PEXPIRE', key, ARGV[3]) end
  return 'done'
`);
