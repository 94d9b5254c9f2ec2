/** The words of answers that were remembered. */
import type { Answers } from "../../app/answers.ts";
import { m, type Messages } from "../../messages/messages.ts";
import { delimiterText } from "./words.ts";

/** What was answered, answer by answer. */
export function answerTexts(answers: Answers, messages: Messages): readonly string[] {
  const { dateOrder, timeZone, currency, encoding, delimiter, headerLine } = answers;
  const dates = {
    dmy: m.decoding_answer_dmy,
    mdy: m.decoding_answer_mdy,
    ymd: m.decoding_answer_ymd,
  };
  return [
    ...(encoding ? [m.decoding_answer_encoding({ encoding: encoding.toUpperCase() }, messages)] : []),
    ...(delimiter
      ? [m.decoding_answer_delimiter({ delimiter: delimiterText(delimiter, messages) }, messages)]
      : []),
    ...(headerLine === undefined
      ? []
      : headerLine === null
        ? [m.decoding_answer_no_header({}, messages)]
        : [m.decoding_answer_header({ line: messages.integer(headerLine) }, messages)]),
    ...(dateOrder ? [dates[dateOrder]({}, messages)] : []),
    ...(answers.decimals ? [m.decoding_answer_decimals({}, messages)] : []),
    ...(timeZone ? [m.decoding_answer_zone({ zone: timeZone }, messages)] : []),
    ...(currency ? [m.decoding_answer_currency({ currency }, messages)] : []),
    ...(answers.statuses ? [m.decoding_answer_statuses({}, messages)] : []),
    ...(answers.role ? [m.decoding_answer_role({}, messages)] : []),
    ...(answers.mapping ? [m.decoding_answer_mapping({}, messages)] : []),
  ];
}
