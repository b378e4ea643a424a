// The newer blocks of Block Kit: alert, card, carousel, container, plan and task_card.
import { html } from "../vendor/htm-preact.js";
import { Block } from "./blocks.js";
import { Element, Image } from "./elements.js";
import { Link, Text, words } from "./mrkdwn.js";
import { RichText } from "./rich_text.js";

export function Alert({ block }) {
  const level = ["info", "warning", "error", "success"].includes(block.level) ? block.level : "default";
  return html`<div class=${`alert alert-${level}`} role="note" aria-label=${level === "default" ? "Note" : level}>
    <${Text} text=${block.text} /></div>`;
}

export function Card({ block }) {
  return html`<article class="card">
    ${block.hero_image && html`<${Image} element=${block.hero_image} className="card-hero" />`}
    <div class="card-head">
      ${block.icon && html`<${Image} element=${block.icon} className="context-image" />`}
      <div>
        ${block.title && html`<div class="card-title"><${Text} text=${block.title} /></div>`}
        ${block.subtitle && html`<div class="faint"><${Text} text=${block.subtitle} /></div>`}
      </div>
    </div>
    ${block.body && html`<${Text} text=${block.body} />`}
    ${block.actions && html`<div class="actions">${block.actions.map((element) => html`<${Element} block=${block}
      element=${element} />`)}</div>`}
    ${block.subtext && html`<div class="faint small-words"><${Text} text=${block.subtext} /></div>`}
  </article>`;
}

export function Carousel({ block }) {
  return html`<div class="carousel" tabindex="0" role="group" aria-label="Cards">
    ${(block.elements || []).map((card) => html`<${Card} block=${{ block_id: block.block_id, ...card }} />`)}
  </div>`;
}

function ContainerHead({ block }) {
  return html`${block.icon && html`<${Image} element=${block.icon} className="context-image" />`}
    <span class="card-title">${block.rich_text_title ? html`<${RichText}
      block=${block.rich_text_title} />` : html`<${Text} text=${block.title} />`}</span>
    ${block.subtitle && html`<span class="faint"><${Text} text=${block.subtitle} /></span>`}`;
}

export function Container({ block }) {
  const body = (block.child_blocks || []).map(
    (child) => html`<div class=${`block block-${child.type}`}><${Block} block=${child} /></div>`,
  );
  if (block.is_collapsible) {
    return html`<details class="container" open=${!block.default_collapsed}><summary><${ContainerHead} block=${block} />
      </summary>${body}</details>`;
  }
  return html`<section class="container"><div
    class=${block.has_header_divider ? "container-head lined" : "container-head"}><${ContainerHead} block=${block} />
    </div>${body}</section>`;
}

const STATUS = {
  pending: ["○", "to do"],
  in_progress: ["◐", "under way"],
  complete: ["●", "done"],
  error: ["!", "did not work"],
};

export function TaskCard({ block }) {
  const [mark, name] = STATUS[block.status] || STATUS.pending;
  return html`<div class=${`task task-${block.status || "pending"}`}>
    <span class="task-mark" aria-hidden="true">${mark}</span>
    <div class="task-words">
      <div><span class="only-read">${name}: </span>${words(block.title)}</div>
      ${block.details && html`<div class="faint"><${RichText} block=${block.details} /></div>`}
      ${block.output && html`<div><${RichText} block=${block.output} /></div>`}
      ${block.sources?.length > 0 && html`<div class="task-sources">${block.sources.map((one) => html`<${Link}
        url=${one.url}>${one.text || one.url}<//>`)}</div>`}
    </div>
  </div>`;
}

export function Plan({ block }) {
  const tasks = block.tasks || [];
  const done = tasks.filter((one) => one.status === "complete").length;
  return html`<section class="plan" aria-label=${words(block.title)}>
    <div class="plan-head"><strong>${words(block.title)}</strong><span
      class="faint">${done} of ${tasks.length} done</span></div>
    ${tasks.map((task) => html`<${TaskCard} key=${task.task_id} block=${task} />`)}
  </section>`;
}
