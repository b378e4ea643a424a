// The rows of the wire and the faults that wait to strike: read while somebody looks, counted otherwise.
import { get, post } from "./api.js";
import { explain } from "./actions.js";
import { state, toast, update } from "./store.js";

const KEPT = 400;
let awaited = null;
let told = 0; // counts up with all that asks for the faults or changes them: an answer that was overtaken is old

/** Reads the rows that are not here yet, and the faults as they stand. */
export async function readCalls() {
  awaited = null;
  const own = (told += 1);
  const [answer, waiting] = await Promise.all([
    get("calls", { after: state.calls.at(-1)?.n ?? 0 }),
    get("faults"),
  ]);
  if (!answer.ok || !waiting.ok) return;
  const known = new Set(state.calls.map((one) => one.n));
  const calls = [...state.calls, ...answer.calls.filter((one) => !known.has(one.n))].slice(-KEPT);
  update({ calls, ...(own === told ? { faults: waiting.faults } : {}) });
}

/** Requests come in bursts; the count, and the rows if somebody looks, follow them a moment later. */
export function heardCalls(n) {
  state.callCount = n;
  awaited ||= setTimeout(() => {
    awaited = null;
    if (state.wireOpen) readCalls();
    else update({});
  }, 200);
}

/** Switches a fault on, or off: path "fault" or "fault_end". */
export async function changeFaults(path, body) {
  const answer = await post(path, body);
  told += 1;
  if (answer.ok) update({ faults: answer.faults });
  if (answer.cut !== undefined) toast(`Cut: ${answer.cut}.`);
  if (!answer.ok) toast(explain(answer.error), "problem");
  return answer.ok;
}
