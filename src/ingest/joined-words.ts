/** The words by which headers name what a column means in files of contacts and of reasons, and the words of their groups. */
import type { CanonicalColumn, FileRole } from "../orders/plan.ts";
import { headerForms, normalHeader } from "./header-forms.ts";

const words = (texts: string): readonly string[] => texts.split(" ").map(normalHeader);

/**
 * Header words of a role by meaning, in the forms of {@link headerForms}. They hold in their role alone: among orders
 * `created_at` is the order's date, in a file of feedback it is when that was opened. An earlier meaning, then an earlier
 * word, wins.
 */
export const joinedWords: Readonly<
  Partial<Record<FileRole, Readonly<Partial<Record<CanonicalColumn, readonly string[]>>>>>
> = {
  contacts: {
    sent_at: words(
      "sentat senton sent senttime sentdate sendtime senddate sendat datesent timesent contactedat contactedon contactdate contactedtime deliveryat calledat calldate touchedat 发送时间 发送日期 触达时间 触达日期 推送时间 推送日期 联系时间 联系日期 外呼时间 拨打时间 群发时间 versendetam gesendetam sendedatum versanddatum",
    ),
    contact_group: words(
      "contactgroup group testgroup experimentgroup treatmentgroup variant arm assignment cohortgroup abgroup 分组 组别 实验分组 实验组别 测试分组 gruppe testgruppe",
    ),
    campaign: words(
      "campaign campaignname campaignid campaigntitle utmcampaign list listname 活动 活动名称 营销活动 活动名 名单 计划名称 kampagne",
    ),
    channel: words(
      "channel contactchannel medium messagetype via 渠道 触达方式 触达渠道 发送渠道 发送方式 推送渠道 kanal",
    ),
    contact_cost: words(
      "unitcost costpercontact contactcost costpermessage sendcost messagecost cost 成本 单条成本 触达成本 发送成本 费用 kosten",
    ),
  },
  reasons: {
    reason: words(
      "reason churnreason reasonforleaving leavingreason cancellationreason lostreason reasonofloss whyleft 原因 流失原因 流失理由 离开原因 反馈原因 不再购买原因 grund abwanderungsgrund kundigungsgrund",
    ),
    opened_at: words(
      "openedat openedon opened opendate createdat createdon created creationdate submittedat reportedat 创建时间 创建日期 提交时间 提交日期 受理时间 反馈创建时间 工单创建时间 eroffnetam",
    ),
    closed_at: words(
      "closedat closedon closed closedate resolvedat resolvedon solvedat handledat completedat 关闭时间 关闭日期 解决时间 完成时间 处理时间 处理完成时间 完结时间 工单关闭时间 geschlossenam",
    ),
    given_at: words(
      "givenat givenon reasondate churndate churnedat answeredat surveydate responsedate feedbackdate date day time 日期 时间 反馈时间 反馈日期 回访时间 回访日期 流失时间 流失日期 填写时间 datum",
    ),
    severity: words("severity priority urgency 严重程度 严重性 严重等级 紧急程度 优先级 schweregrad"),
    satisfaction: words(
      "satisfaction satisfactionscore satisfactionrating csat csatscore rating score 满意度 满意度评分 满意度得分 评分 zufriedenheit",
    ),
    note: words(
      "note notes comment comments remark remarks feedback freetext text description message 备注 反馈 反馈内容 说明 描述 留言 内容 补充说明 notiz kommentar bemerkung",
    ),
  },
};

/** Where a column stands whose header is a role's word for this meaning, but not one of `taken`; undefined where none is. */
export function findWord(
  role: FileRole,
  column: CanonicalColumn,
  columns: readonly string[],
  taken: ReadonlySet<number> = new Set(),
): number | undefined {
  const forms = columns.map(headerForms);
  for (const word of joinedWords[role]?.[column] ?? []) {
    const index = forms.findIndex((own, at) => own.includes(word) && !taken.has(at));
    if (index !== -1) return index;
  }
  return undefined;
}
