import { announce } from "./htmx";

const PREFIX = "anjian.draft.";
const SENT = "anjian.draft-sent";
const KEPT_DAYS = 7;

type Draft = { at: number; values: Record<string, string[]> };

function fieldsOf(form: HTMLFormElement): (HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement)[] {
  const skipped = ["password", "file", "hidden", "submit", "button"];
  return Array.from(form.elements).filter(
    (element): element is HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement =>
      (element instanceof HTMLInputElement && !skipped.includes(element.type)) ||
      element instanceof HTMLTextAreaElement ||
      element instanceof HTMLSelectElement,
  ).filter((element) => element.name !== "");
}

function read(form: HTMLFormElement): Record<string, string[]> {
  const values: Record<string, string[]> = {};
  for (const field of fieldsOf(form)) {
    const kept = (values[field.name] ??= []);
    if (field instanceof HTMLInputElement && /^(checkbox|radio)$/.test(field.type)) {
      if (field.checked) kept.push(field.value);
    } else if (field instanceof HTMLSelectElement) {
      kept.push(...Array.from(field.selectedOptions, (option) => `${option.value}\t${option.text}`));
    } else {
      kept.push(field.value);
    }
  }
  return values;
}

function write(form: HTMLFormElement, values: Record<string, string[]>): void {
  const taken: Record<string, number> = {};
  for (const field of fieldsOf(form)) {
    const kept = values[field.name];
    if (!kept) continue;
    if (field instanceof HTMLInputElement && /^(checkbox|radio)$/.test(field.type)) {
      field.checked = kept.includes(field.value);
    } else if (field instanceof HTMLSelectElement) {
      choose(field, kept.map((text) => text.split("\t")));
    } else {
      const index = (taken[field.name] = (taken[field.name] ?? -1) + 1);
      if (kept[index] !== undefined) field.value = kept[index];
    }
  }
}

/** Choose these [value, words]; a choice that was searched for is not among the options yet. */
function choose(select: HTMLSelectElement, chosen: string[][]): void {
  for (const [value, words] of chosen) {
    if (!Array.from(select.options).some((option) => option.value === value)) select.add(new Option(words, value));
  }
  for (const option of Array.from(select.options)) option.selected = chosen.some(([value]) => value === option.value);
  (select as HTMLSelectElement & { tomselect?: { sync(): void } }).tomselect?.sync();
}

function forgetOld(): void {
  for (const key of Object.keys(localStorage).filter((name) => name.startsWith(PREFIX))) {
    const draft = JSON.parse(localStorage.getItem(key) ?? "{}") as Partial<Draft>;
    if (!draft.at || Date.now() - draft.at > KEPT_DAYS * 86_400_000) localStorage.removeItem(key);
  }
}

function offerDraft(form: HTMLFormElement, key: string, draft: Draft): void {
  const untouched = JSON.stringify(read(form));
  if (untouched === JSON.stringify(draft.values)) return;
  const bar = document.createElement("div");
  bar.className = "draft-bar";
  const at = new Date(draft.at).toLocaleString("zh-CN", { hour12: false });
  bar.append(`已恢复您 ${at} 没有提交的内容。`);
  const drop = document.createElement("button");
  drop.type = "button";
  drop.className = "btn btn-link btn-sm";
  drop.textContent = "不要草稿，重新填写";
  drop.addEventListener("click", () => {
    write(form, JSON.parse(untouched) as Record<string, string[]>);
    localStorage.removeItem(key);
    bar.remove();
    announce("草稿已清除。");
    fieldsOf(form)[0]?.focus();
  });
  bar.append(drop);
  form.prepend(bar);
  write(form, draft.values);
  announce("已恢复没有提交的内容。");
}

/** Keep what is being typed in forms marked `data-draft="<key>"` until it is saved. The key names form and account. */
export function startDrafts(): void {
  forgetOld();
  const sent = sessionStorage.getItem(SENT);
  const forms = Array.from(document.querySelectorAll<HTMLFormElement>("form[data-draft]"));
  if (sent && !forms.some((form) => PREFIX + form.dataset.draft === sent && "refused" in form.dataset)) {
    localStorage.removeItem(sent);
  }
  sessionStorage.removeItem(SENT);
  for (const form of forms) {
    const key = PREFIX + form.dataset.draft;
    const stored = localStorage.getItem(key);
    if (stored && !("refused" in form.dataset)) offerDraft(form, key, JSON.parse(stored) as Draft);
    let timer = 0;
    const keep = (): void => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => {
        localStorage.setItem(key, JSON.stringify({ at: Date.now(), values: read(form) } satisfies Draft));
      }, 400);
    };
    form.addEventListener("input", keep);
    form.addEventListener("change", keep); // searchable selects send no input event
    form.addEventListener("submit", () => {
      window.clearTimeout(timer);
      sessionStorage.setItem(SENT, key);
    });
  }
}
