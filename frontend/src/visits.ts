/** Answering a visit: an answer that needs words opens the item's details; the progress follows while one answers. */
export function startVisits(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-visit]")) {
    const progress = form.querySelector<HTMLProgressElement>("[data-visit-progress]");
    const shown = form.querySelector("[data-visit-done]");
    const items = Array.from(form.querySelectorAll<HTMLFieldSetElement>("fieldset[data-item]"));
    const count = (): void => {
      const answered = items.filter((item) => item.querySelector("input[type=radio]:checked")).length;
      if (progress) progress.value = answered;
      if (shown) shown.textContent = String(answered);
    };
    form.addEventListener("change", (event) => {
      const input = event.target as HTMLInputElement;
      if (input.type !== "radio") return;
      if ("opens" in input.dataset) input.closest("fieldset")?.querySelector("details")?.setAttribute("open", "");
      count();
    });
    count();
  }
}
