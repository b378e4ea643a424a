// Talks to the simulator: every answer is an object with ok, and a failed connection is an answer too.
const LOST = "The simulator does not answer. Is it still running?";

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

export function get(path, query = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
  return answer(fetch(`/page/${path}?${new URLSearchParams(given)}`));
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
