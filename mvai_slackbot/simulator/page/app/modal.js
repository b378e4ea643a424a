// The app's forms: the top one of the person's stack, in a real dialog, so that focus stays inside and Escape closes it.
import { html, useLayoutEffect, useRef, useState } from "../vendor/htm-preact.js";
import { state, useRegained } from "./store.js";
import { closeView, explain, submit } from "./actions.js";
import { forget, useBlocks } from "./surface.js";
import { Blocks } from "./blocks.js";
import { words } from "./mrkdwn.js";
import { Icon } from "./icons.js";

export function useDialog(dialog, again) {
  useLayoutEffect(() => {
    const before = document.activeElement;
    const own = dialog.current;
    if (!own.open) own.showModal();
    return () => {
      // While it is open everything outside is inert and would not take the focus.
      own.close();
      if (before?.isConnected) before.focus?.();
    };
  }, []);
  // Before it is seen, so that the first letter typed is not lost.
  useLayoutEffect(() => {
    const wanted = dialog.current.querySelector(
      "[data-body] :is(input, textarea, select, .picker-button):not([disabled])",
    );
    const given = document.activeElement;
    if (wanted && !(given !== dialog.current && given?.matches?.("input, textarea") && dialog.current.contains(given)))
      wanted.focus({ preventScroll: true });
  }, [again]);
}

/** Errors at their fields, a problem in the foot, one submission at a time, and no leaving before its answer. */
function useSubmission(view, body) {
  const [errors, setErrors] = useState({});
  const [problem, setProblem] = useState("");
  useRegained(setProblem);
  const [sent, setSent] = useState(null); // {view, answered}
  const leaving = useRef(false);
  const unanswered = Boolean(sent) && !sent.answered;
  // The answer may come first: until what the app made of the form is drawn, it is not sent once more.
  const sending = unanswered || sent?.view === view;
  // What the app made of the form may be drawn first: a wish to leave is kept until the answer.
  const leave = () => {
    if (unanswered) leaving.current = true;
    else closeView(view);
  };
  const edited = (block) => {
    if (!errors[block.block_id]) return;
    setErrors(Object.fromEntries(Object.entries(errors).filter(([id]) => id !== block.block_id)));
  };
  const send = async (values) => {
    if (sending || !view.submit) return;
    setSent({ view, answered: false });
    leaving.current = false;
    setProblem("");
    const answer = await submit(view, values);
    // The form may be gone by now; its fields then are too.
    if (!body.current) return;
    setSent(answer.ok ? { view, answered: true } : null);
    if (answer.ok && leaving.current) return closeView(view);
    const found = answer.errors || {};
    setErrors(found);
    const [first] = Object.keys(found);
    if (!answer.ok && !first) setProblem(explain(answer.error));
    if (first) body.current.querySelector(`[data-block-id="${CSS.escape(first)}"] :is(input, textarea, button)`)?.focus();
  };
  return { errors, problem, sending, unanswered, edited, send, leave, fail: (error) => setProblem(explain(error)) };
}

function Foot({ view, depth, submission, close }) {
  const { problem, sending } = submission;
  return html`<footer class="modal-foot">
    <div class="modal-problem" role="alert">${problem}</div>
    <button type="button" class="block-button" onClick=${close}>
      ${words(view.close) || (depth > 1 ? "Back" : "Close")}</button>
    ${view.submit && html`<button class="block-button primary" disabled=${sending} aria-busy=${sending}>
      ${sending ? "Sending…" : words(view.submit)}</button>`}
  </footer>`;
}

function Form({ view, depth }) {
  const dialog = useRef();
  const body = useRef();
  const blocks = view.blocks || [];
  const submission = useSubmission(view, body);
  const surface = useBlocks({ type: "view", view_id: view.id }, blocks, {
    errors: submission.errors,
    onProblem: submission.fail,
    onEdit: submission.edited,
  });
  useDialog(dialog, view.id);
  const send = (event) => {
    event.preventDefault();
    submission.send(surface.values());
  };
  const close = (event) => {
    event?.preventDefault();
    submission.leave();
  };
  // A second Escape closes a dialog whatever the page says; one that is still to be answered stays in sight.
  const closed = () => dialog.current && (submission.unanswered ? dialog.current.showModal() : close());
  return html`<dialog ref=${dialog} class="modal" aria-labelledby="modal-title" onCancel=${close}
    onClose=${closed} data-testid="modal">
    <form onSubmit=${send} novalidate>
      <header class="modal-head">
        <span class="avatar avatar-app small-avatar" aria-hidden="true">${state.app.name.slice(0, 1).toUpperCase()}</span>
        <h2 id="modal-title">${words(view.title)}</h2>
        ${depth > 1 && html`<span class="faint">${depth} of 3</span>`}
        <button type="button" class="icon-button" aria-label="Close" onClick=${close}><${Icon} name="close" /></button>
      </header>
      <div class="modal-body" data-body ref=${body}><${Blocks} blocks=${blocks} surface=${surface} /></div>
      <${Foot} view=${view} depth=${depth} submission=${submission} close=${close} />
    </form>
  </dialog>`;
}

export function Modals() {
  const known = useRef(new Set());
  const ids = new Set(state.views.map((view) => view.id));
  // A form that is gone takes its values with it; one that lies under another keeps them.
  for (const id of known.current) if (!ids.has(id)) forget(id);
  known.current = ids;
  const top = state.views.at(-1);
  return top ? html`<${Form} key=${top.id} view=${top} depth=${state.views.length} />` : null;
}

function Question({ question }) {
  const dialog = useRef();
  const { confirm, answer } = question;
  // A browser may close a dialog without asking the page first.
  useDialog(dialog, "question");
  useLayoutEffect(() => dialog.current.querySelector("[data-first]")?.focus(), []);
  const no = (event) => {
    event?.preventDefault();
    answer(false);
  };
  return html`<dialog ref=${dialog} class="modal question" aria-labelledby="question-title" onCancel=${no}
    onClose=${() => dialog.current && no()} data-testid="confirm">
    <header class="modal-head"><h2 id="question-title">${words(confirm.title) || "Are you sure?"}</h2></header>
    <div class="modal-body">${words(confirm.text)}</div>
    <footer class="modal-foot"><span class="modal-problem"></span>
      <button type="button" class="block-button" onClick=${no}>${words(confirm.deny) || "Cancel"}</button>
      <button type="button" data-first
        class=${`block-button ${confirm.style === "danger" ? "danger filled" : "primary"}`}
        onClick=${() => answer(true)}>${words(confirm.confirm) || "Yes"}</button>
    </footer>
  </dialog>`;
}

export const Confirm = () => (state.question ? html`<${Question} question=${state.question} />` : null);
