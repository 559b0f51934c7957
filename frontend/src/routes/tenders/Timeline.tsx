import type { Tender } from "../../api/tenders";
import { tendersText } from "../../text/tenders";
import { useText } from "../../text/text";
import { classes } from "../../ui/classes";
import { useFormat } from "../../ui/words";
import "./Timeline.css";

interface Milestone {
  label: string;
  /** When it was, or when it will be; nothing for what has no date yet. */
  when?: string | undefined;
  note?: string | undefined;
  done: boolean;
}

/** What happened to the procedure when, and the earliest dates of what is ahead. */
export function Timeline(props: { tender: Tender }) {
  const text = useText(tendersText).timeline;
  return (
    <ol className="timeline" aria-label={text.title}>
      {useMilestones(props.tender).map((milestone) => (
        <li
          key={`${milestone.label}${milestone.when}`}
          className={classes("timeline__milestone", milestone.done && "timeline__milestone--done")}
        >
          <span className="timeline__mark" aria-hidden="true" />
          <div>
            <p className="timeline__label">{milestone.label}</p>
            <p className="timeline__when">{milestone.when ?? text.ahead}</p>
            {milestone.note && <p className="timeline__note">{milestone.note}</p>}
          </div>
        </li>
      ))}
    </ol>
  );
}

/** What bidders were told of since the publication, in the order in which it happened. */
function moved(tender: Tender): { at: string; to?: string; reason: string }[] {
  return [...tender.committeeChanges, ...tender.extensions].sort(
    (a, b) => Date.parse(a.at) - Date.parse(b.at),
  );
}

function useMilestones(tender: Tender): Milestone[] {
  const text = useText(tendersText).timeline;
  const format = useFormat();
  const ahead = (code: Tender["milestones"][number]["code"]) => {
    const milestone = tender.milestones.find((each) => each.code === code);
    if (!milestone) return undefined;
    const { at, day, days, source } = milestone;
    const earliest = day ? format.date(day) : at && format.instant(at);
    return earliest && text.earliestBy(earliest, days, source);
  };
  const stamp = (label: string, at: string | undefined, by?: string): Milestone => ({
    label,
    when: at && (by ? text.by(format.instant(at), by) : format.instant(at)),
    done: at !== undefined,
  });
  const before = tender.status === "draft" || tender.status === "in-review";
  const milestones: Milestone[] = [
    stamp(text.submitted, tender.submittedAt, tender.submittedBy),
    stamp(text.published, tender.publishedAt, tender.publishedBy),
    ...(tender.choice.requestsUntil
      ? [
          {
            label: text.requestsUntil,
            when: format.instant(tender.choice.requestsUntil),
            note: ahead("requests"),
            done: !before && tender.status !== "requests",
          },
          stamp(text.invited, tender.choice.invitedAt),
        ]
      : []),
    ...moved(tender).map(({ at, to, reason }) => ({
      label: to ? text.extended(format.instant(to)) : text.committeeChanged,
      when: format.instant(at),
      note: reason,
      done: true,
    })),
    {
      label: text.deadline,
      when: format.instant(tender.deadline),
      note: ahead("deadline"),
      done: !before && !["requests", "selection", "published"].includes(tender.status),
    },
    ...(tender.envelopes.length > 1
      ? [
          { ...stamp(text.qualityOpened, tender.openedAt), note: ahead("opening") },
          stamp(text.scoresLocked, tender.scoresLockedAt, tender.scoresLockedBy),
          stamp(text.pricesOpened, tender.pricesOpenedAt),
        ]
      : [{ ...stamp(text.opened, tender.openedAt), note: ahead("opening") }]),
    stamp(text.proposed, tender.proposedAt, tender.proposedBy),
    {
      label: text.earliestAward,
      when: tender.earliestAward && format.date(tender.earliestAward),
      note: ahead("award"),
      done: tender.status === "awarded",
    },
    stamp(text.awarded, tender.awardedAt, tender.awardedBy),
  ];
  if (tender.status === "cancelled")
    return milestones.filter(({ done, label }) => done && (label !== text.deadline || tender.publishedAt));
  // A step before a later one was taken; not everybody is told when, as bidders are not about the review.
  const last = milestones.findLastIndex(({ done }) => done);
  return milestones.filter(({ done }, index) => done || index > last);
}
