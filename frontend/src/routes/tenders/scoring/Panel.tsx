import { useState } from "react";
import { useAct } from "../../../api/act";
import { type Evaluator, replaceEvaluator } from "../../../api/scoring";
import { useMay } from "../../../api/session";
import { scoringText } from "../../../text/scoring";
import { shared } from "../../../text/shared";
import { useText } from "../../../text/text";
import { Badge, type BadgeTone } from "../../../ui/Badge";
import { Button } from "../../../ui/Button";
import { Card } from "../../../ui/Card";
import { classes } from "../../../ui/classes";
import { Dialog } from "../../../ui/Dialog";
import { useFields } from "../../../ui/fields";
import { Select } from "../../../ui/Select";
import { TextArea } from "../../../ui/TextField";
import { useFormat } from "../../../ui/words";
import { ActForm } from "../../ActForm";
import type { ScoringProps } from "./ScoringPage";

const tones: Record<Evaluator["declaration"], BadgeTone> = {
  pending: "warning",
  none: "success",
  conflict: "danger",
};

/** Who is on the panel, and how far each is; numbers stand nowhere here. */
export function Panel(props: ScoringProps) {
  const { scoring } = props;
  const text = useText(scoringText).panel;
  return (
    <Card title={text.title}>
      {scoring.spreadLimit !== undefined && (
        <p className="tender-note">{text.limitSet(scoring.spreadLimit)}</p>
      )}
      <ul className="scoring-members">
        {scoring.evaluators.map((evaluator) => (
          <Member key={evaluator.person.id} evaluator={evaluator} scoring={scoring} />
        ))}
      </ul>
    </Card>
  );
}

function Member(props: ScoringProps & { evaluator: Evaluator }) {
  const { evaluator, scoring } = props;
  const texts = useText(scoringText);
  const text = texts.panel;
  const format = useFormat();
  const { person, me, declaration, conflict, handedInAt, replacedAt, reason } = evaluator;
  return (
    <li className={classes("scoring-members__one", replacedAt && "scoring-members__one--out")}>
      <div>
        <strong>{person.name}</strong>
        {me && ` (${texts.me})`}
        <p className="tender-aside">
          {replacedAt
            ? text.replaced(format.instant(replacedAt), reason ?? "")
            : handedInAt
              ? text.handedIn(format.instant(handedInAt))
              : text.notHandedIn}
        </p>
        {conflict && <p className="tender-aside">{conflict}</p>}
      </div>
      <Badge tone={replacedAt ? "neutral" : tones[declaration]}>{text.declaration[declaration]}</Badge>
      {!replacedAt && (!handedInAt || declaration === "conflict") && (
        <Replace evaluator={evaluator} scoring={scoring} />
      )}
    </li>
  );
}

function Replace(props: ScoringProps & { evaluator: Evaluator }) {
  const { evaluator, scoring } = props;
  const text = useText(scoringText).panel;
  const may = useMay();
  const [open, setOpen] = useState(false);
  if (!may("panel.appoint") || scoring.phase === "locked") return null;
  return (
    <>
      <Button small onClick={() => setOpen(true)} aria-label={text.replaceTitle(evaluator.person.name)}>
        {text.replace}
      </Button>
      <Dialog open={open} title={text.replaceTitle(evaluator.person.name)} onClose={() => setOpen(false)}>
        <Replacement {...props} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function Replacement(props: ScoringProps & { evaluator: Evaluator; onClose: () => void }) {
  const { evaluator, scoring, onClose } = props;
  const text = useText(scoringText).panel;
  const { common } = useText(shared);
  const replace = useAct(replaceEvaluator);
  const form = useFields({ replacementId: "", reason: "" });
  const known = new Set(scoring.evaluators.map(({ person }) => person.id));
  const free = (scoring.candidates ?? []).filter(({ person }) => !known.has(person.id));
  return (
    <ActForm
      form={form}
      act={text.replace}
      onAct={({ replacementId, reason }) =>
        replace.mutateAsync({
          id: scoring.tenderId,
          version: scoring.version,
          evaluatorId: evaluator.person.id,
          replacementId,
          reason: reason.trim(),
        })
      }
      done={text.replacedNow}
      onClose={onClose}
    >
      <Select
        {...form.choice("replacementId", text.replaceBy)}
        choices={free.map(({ person }) => ({ value: person.id, label: person.name }))}
      />
      <TextArea
        {...form.text("reason", common.reason, { least: 3 })}
        hint={text.replaceHint}
        maxLength={2000}
      />
    </ActForm>
  );
}
