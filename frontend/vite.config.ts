import { defineConfig } from "vite";

export default defineConfig({
  // Relative: the same build works below any path a city mounts the platform at.
  base: "./",
  publicDir: false,
  build: {
    // The browsers of domestic (信创) desktops; see docs/adr.
    target: ["chrome90", "safari15"],
    cssTarget: ["chrome90", "safari15"],
    outDir: "../core/anjian/web/static/dist",
    emptyOutDir: true,
    manifest: "manifest.json",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { main: "src/main.ts", icon: "src/icon.svg" },
      // htmx contains an eval for features that src/htmx.ts switches off; the CSP forbids it besides.
      checks: { eval: false, pluginTimings: false },
    },
  },
  css: {
    preprocessorOptions: {
      // Bootstrap 5.3 still uses Sass @import; its own deprecations are not ours to mend.
      scss: { quietDeps: true, silenceDeprecations: ["import", "global-builtin", "color-functions", "if-function"] },
    },
  },
});
