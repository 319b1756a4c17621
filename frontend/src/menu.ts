const KEY = "anjian.menu";

/** The left menu folds away; a desktop remembers it, a phone opens it as a drawer. */
export function startMenu(): void {
  const button = document.getElementById("menu-toggle");
  const menu = document.getElementById("menu");
  if (!button || !menu) return;
  const root = document.documentElement;
  const phone = window.matchMedia("(max-width: 767.98px)");

  const show = (open: boolean): void => {
    root.classList.toggle("menu-closed", !open);
    button.setAttribute("aria-expanded", String(open));
  };
  const reset = (): void => show(!phone.matches && localStorage.getItem(KEY) !== "closed");

  reset();
  phone.addEventListener("change", reset);
  button.addEventListener("click", () => {
    const open = root.classList.contains("menu-closed");
    show(open);
    if (!phone.matches) localStorage.setItem(KEY, open ? "open" : "closed");
    else if (open) menu.querySelector<HTMLElement>("a")?.focus();
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && phone.matches) {
      show(false);
      button.focus();
    }
  });
}
