import htmx from "htmx.org";
import { startSelects } from "./selects";

const FAILED = "操作没有完成：网络中断或服务出错，您填写的内容还在，请稍后再试。";

/** Announce a sentence in the page's live region; it stays until the next one. */
export function announce(text: string): void {
  const region = document.getElementById("announcements");
  if (region) region.textContent = text;
}

/** Remember where the keyboard was before a swap, and put it back, or as near as can be, afterwards. */
function keepFocus(): void {
  let before: { id: string; name: string } | null = null;
  document.addEventListener("htmx:beforeSwap", () => {
    const active = document.activeElement as HTMLInputElement | null;
    before = active && active !== document.body ? { id: active.id, name: active.name ?? "" } : null;
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (!before || (document.activeElement && document.activeElement !== document.body)) return;
    const target = (event as CustomEvent).detail.elt as HTMLElement;
    const again =
      (before.id && document.getElementById(before.id)) ||
      target.querySelector<HTMLElement>(before.name ? `[name="${CSS.escape(before.name)}"]` : "[autofocus]") ||
      target.querySelector<HTMLElement>("a[href], button, input:not([type=hidden]), select, textarea");
    if (again) {
      again.focus();
    } else {
      target.tabIndex = -1;
      target.focus();
    }
  });
}

export function startHtmx(): void {
  htmx.config.allowEval = false;
  htmx.config.includeIndicatorStyles = false;
  htmx.config.allowScriptTags = false;
  htmx.config.selfRequestsOnly = true;
  htmx.config.historyCacheSize = 0; // pages hold business data: none of it stays in the browser's storage
  htmx.config.responseHandling = [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "422", swap: true },
    { code: "[45]..", swap: false, error: true },
  ];
  document.addEventListener("htmx:configRequest", (event) => {
    const token = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content;
    const detail = (event as CustomEvent).detail;
    if (token && detail.verb !== "get") detail.headers["X-CSRFToken"] = token;
  });
  document.addEventListener("htmx:responseError", () => announce(FAILED));
  document.addEventListener("htmx:sendError", () => announce(FAILED));
  document.addEventListener("htmx:afterSettle", (event) => startSelects((event as CustomEvent).detail.elt));
  keepFocus();
}
