import "./styles/main.scss";
import { startHtmx } from "./htmx";
import { startDrafts } from "./drafts";
import { startFocus } from "./focus";
import { startMenu } from "./menu";
import { startForms } from "./forms";
import { startLists } from "./lists";
import { startSelects } from "./selects";
import { startVisits } from "./visits";

document.documentElement.classList.add("js");
startMenu();
startFocus();
startHtmx();
startDrafts();
startForms();
startLists();
startSelects(document);
startVisits();
