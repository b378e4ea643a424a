// Where blocks stand (a message, a form, the Home): it keeps what is chosen there and sends what is pressed.
import { createContext, useContext, useState } from "../vendor/htm-preact.js";
import { press, suggest } from "./actions.js";
import { allValues, firstEntry } from "./entries.js";

const Surface = createContext(null);

export const SurfaceProvider = Surface.Provider;
export const useSurface = () => useContext(Surface);

// Outlives the components: a form under another one, and a message that scrolled away, keep their values.
const kept = new Map();

export function forget(key) {
  kept.delete(key);
}

const nameOf = (block, element) => `${block.block_id}/${element.action_id}`;

export const keyOf = (container) => container.view_id || `${container.channel}/${container.ts}`;

/** The surface for one container; errors: block_id -> words; onProblem(words) shows what went wrong. */
export function useBlocks(container, blocks, { errors = {}, onProblem, onEdit } = {}) {
  const key = keyOf(container);
  const [, again] = useState(0);
  const [busy, setBusy] = useState(null);
  const values = kept.get(key) || kept.set(key, {}).get(key);
  const keep = (block, element, entry) => {
    (values[block.block_id] ||= {})[element.action_id] = entry;
    onEdit?.(block);
    again((count) => count + 1);
  };
  // What is drawn anew is not busy any more, though the request is still to be answered: its next press counts.
  const isBusy = (block, element) => busy?.blocks === blocks && busy.name === nameOf(block, element);
  const act = async (block, element, details) => {
    const own = { blocks, name: nameOf(block, element) };
    setBusy(own);
    const action = { type: element.type, block_id: block.block_id, action_id: element.action_id, ...details };
    const answer = await press(container, element, action, allValues(blocks, values));
    setBusy((one) => (one === own ? null : one));
    if (!answer.ok && answer.error && onProblem) onProblem(answer.error);
    return answer;
  };
  return {
    kind: container.type,
    key,
    errors,
    entry: (block, element) => values[block.block_id]?.[element.action_id] || firstEntry(element),
    keep,
    act,
    isBusy,
    suggest: (block, element, typed) => suggest(container, block, element, typed),
    values: () => allValues(blocks, values),
  };
}
