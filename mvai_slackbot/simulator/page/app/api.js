// Talks to the simulator: every answer is an object with ok, and a failed connection is an answer too.
/** What is said while nobody answers; it goes when somebody does. */
export const LOST = "The simulator does not answer. Is it still running?";
const PATIENCE = 5000; // milliseconds

async function answer(request) {
  try {
    const response = await request;
    const body = await response.json();
    return { ok: response.ok, ...body };
  } catch (problem) {
    if (problem.name === "AbortError") throw problem;
    return { ok: false, error: LOST };
  }
}

/** Reads; what got lost on its way is asked for once more, so that no window stays empty for ever. */
export async function get(path, query = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
  const address = `/page/${path}?${new URLSearchParams(given)}`;
  const found = await answer(fetch(address, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) }));
  return found.error === LOST ? answer(fetch(address, { cache: "no-store" })) : found;
}

export function post(path, body) {
  return answer(
    fetch(`/page/${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    }),
  );
}
