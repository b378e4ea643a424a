// Draws Block Kit; a block that is not known is shown as a labelled box, never hidden.
import { html } from "../vendor/htm-preact.js";
import { SurfaceProvider, useSurface } from "./surface.js";
import { Element, Image, Unknown } from "./elements.js";
import { InputBlock } from "./input_block.js";
import { Markdown } from "./markdown.js";
import { Text, words } from "./mrkdwn.js";
import { RichText } from "./rich_text.js";
import { DataTable, Table } from "./tables.js";
import { Chart } from "./charts.js";
import { Alert, Card, Carousel, Container, Plan, TaskCard } from "./cards.js";

function Section({ block }) {
  return html`<div class="section">
    <div class="section-words">
      ${block.text && html`<${Text} text=${block.text} />`}
      ${block.fields && html`<div class="fields">${block.fields.map((field) => html`<div class="field"><${Text}
        text=${field} /></div>`)}</div>`}
    </div>
    ${block.accessory && html`<div class="accessory"><${Element} block=${block} element=${block.accessory} /></div>`}
  </div>`;
}

function Header({ block }) {
  return html`<div class="block-header" role="heading" aria-level=${useSurface().kind === "view" ? 3 : 2}><${Text}
    text=${block.text} /></div>`;
}

function Context({ block }) {
  return html`<div class="context">${(block.elements || []).map((element) =>
    element.type === "image"
      ? html`<${Image} element=${element} className="context-image" />`
      : element.type === "plain_text" || element.type === "mrkdwn"
        ? html`<span class="context-words"><${Text} text=${element} /></span>`
        : html`<${Element} block=${block} element=${element} />`,
  )}</div>`;
}

function Actions({ block }) {
  return html`<div class="actions">${(block.elements || []).map(
    (element, index) => html`<${Element} key=${element.action_id || index} block=${block} element=${element} />`,
  )}</div>`;
}

function Picture({ block }) {
  return html`<figure class="picture">
    ${block.title && html`<figcaption><${Text} text=${block.title} /></figcaption>`}<${Image} element=${block} />
  </figure>`;
}

function Video({ block }) {
  return html`<div class="card"><strong>${words(block.title)}</strong>
    <div class="faint">${block.provider_name || "Video"} · ${block.alt_text}</div><${Text} text=${block.description} />
      </div>`;
}

const File = ({ block }) => html`<div class="card faint">File ${block.external_id || ""}</div>`;

const DRAW = {
  section: Section,
  header: Header,
  context: Context,
  context_actions: Actions,
  actions: Actions,
  divider: () => html`<hr />`,
  image: Picture,
  video: Video,
  file: File,
  input: InputBlock,
  rich_text: RichText,
  markdown: ({ block }) => html`<${Markdown} text=${block.text} />`,
  table: Table,
  data_table: DataTable,
  data_visualization: Chart,
  alert: Alert,
  card: Card,
  carousel: Carousel,
  container: Container,
  plan: Plan,
  task_card: TaskCard,
};

export function Block({ block }) {
  const draw = DRAW[block?.type];
  if (!draw) return html`<${Unknown} type=${block?.type} value=${block} />`;
  return html`<${draw} block=${block} />`;
}

export function Blocks({ blocks, surface }) {
  return html`<${SurfaceProvider} value=${surface}>
    <div class="blocks">${blocks.map((block, index) => html`<div class=${`block block-${block?.type}`}
      key=${block?.block_id || index} data-block=${block?.type}><${Block} block=${block} /></div>`)}</div>
  <//>`;
}
