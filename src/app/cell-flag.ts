/** How a cell stands in one word, where it does not simply stand. */
import { m, type Messages } from "../messages/messages.ts";
import type { CellState } from "../runtime/state.ts";

/** Returns the word for a state; empty where there is nothing to say. */
export function cellFlag({ status }: CellState, messages: Messages): string {
  switch (status) {
    case "idle":
    case "done":
      return "";
    case "waiting":
      return m.runtime_flag_waiting({}, messages);
    case "running":
      return m.notebook_flag_running({}, messages);
    case "stopped":
      return m.notebook_flag_stopped({}, messages);
    case "broken":
    case "failed":
      return m.notebook_flag_failed({}, messages);
    case "unanswerable":
      return m.notebook_flag_unanswerable({}, messages);
  }
}
