/** The words by which files of contacts say who was contacted and who was held back to compare with. */

/** The group that a contact was assigned to. */
export type ContactGroup = "treated" | "control";

/** Words by group, trimmed and in lower case. Any other word is never guessed: its group is unknown. */
export const groupWords: Readonly<Record<ContactGroup, readonly string[]>> = {
  treated:
    "treated|treatment|test|test group|experiment|experimental|exposed|contacted|target|实验组|实验|试验组|测试组|测试|处理组|触达组|营销组|testgruppe".split(
      "|",
    ),
  control:
    "control|control group|controls|holdout|hold-out|hold out|held out|held back|unexposed|对照组|对照|控制组|空白组|留白组|保留组|kontrollgruppe|kontrolle".split(
      "|",
    ),
};

const every = new Set(Object.values(groupWords).flat());

/** True where a cell's text, in any case, is a word for one of the groups. */
export const isGroupWord = (text: string): boolean => every.has(text.trim().toLowerCase());
