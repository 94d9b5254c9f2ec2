/** Mounts the app. */
import { m } from "./messages/messages.ts";

document.title = m.app_name();
