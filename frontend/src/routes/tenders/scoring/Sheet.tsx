import { useId, useState } from "react";
import { useAct } from "../../../api/act";
import { handInSheet, type Scoring, type SheetScore, writeSheet } from "../../../api/scoring";
import { refusalOf } from "../../../text/problems";
import { scoringText } from "../../../text/scoring";
import { useText } from "../../../text/text";
import { Alert } from "../../../ui/Alert";
import { Button, ButtonRow } from "../../../ui/Button";
import { Card } from "../../../ui/Card";
import { Form } from "../../../ui/Form";
import { useFields } from "../../../ui/fields";
import { notify } from "../../../ui/notify";
import { QuantityField } from "../../../ui/QuantityField";
import { Select } from "../../../ui/Select";
import { TextArea } from "../../../ui/TextField";
import { useFormat } from "../../../ui/words";
import { ConfirmDialog } from "../../ConfirmDialog";
import { UnsavedGuard } from "../../UnsavedGuard";
import type { ScoringProps } from "./ScoringPage";
import { firstOpen, type Step, scoreAt, stepsOf } from "./steps";

interface SheetProps extends ScoringProps {
  sheet: NonNullable<Scoring["sheet"]>;
}

/** One's own sheet: one bid in one lot after the other, saved each time, handed in at the end. */
export function Sheet(props: SheetProps) {
  const { scoring, sheet } = props;
  const text = useText(scoringText).sheet;
  const format = useFormat();
  const steps = stepsOf(scoring);
  const [at, setAt] = useState(() => firstOpen(scoring));
  const step = steps[Math.min(at, steps.length - 1)];
  if (sheet.handedInAt)
    return (
      <Alert tone="success" title={text.handedIn(format.instant(sheet.handedInAt))}>
        {text.text}
      </Alert>
    );
  if (!step) return <Alert tone="info" title={text.waiting} />;
  return (
    <Card title={text.title} surface>
      <p className="tender-note">{text.text}</p>
      <Progress sheet={sheet} />
      {steps.length > 1 && (
        <Select
          label={text.choose}
          value={String(at)}
          onChange={(chosen) => setAt(Number(chosen))}
          choices={steps.map((each, index) => ({
            value: String(index),
            label: `${each.bidder} – ${each.lot}`,
          }))}
        />
      )}
      <StepForm key={at} {...props} step={step} at={at} all={steps.length} onGo={setAt} />
      <HandIn {...props} />
    </Card>
  );
}

function Progress(props: { sheet: SheetProps["sheet"] }) {
  const { given, places } = props.sheet;
  const text = useText(scoringText).sheet;
  const id = useId();
  return (
    <div className="kern-progress ui-progress">
      <label className="kern-label kern-label--small" htmlFor={id}>
        {text.progress(given, places)}
      </label>
      <progress id={id} value={given} max={places} />
    </div>
  );
}

interface StepProps extends SheetProps {
  step: Step;
  at: number;
  all: number;
  onGo: (to: number) => void;
}

/** A score and its reason under every criterion: both, or none as yet. */
function StepForm(props: StepProps) {
  const { scoring, sheet, step, at, all, onGo } = props;
  const text = useText(scoringText).sheet;
  const format = useFormat();
  const write = useAct(writeSheet);
  const form = useFields<{ given: { score: string; reason: string }[] }>({
    given: scoring.criteria.map(({ name }) => {
      const before = scoreAt(sheet.scores, step, name);
      return { score: before?.score ?? "", reason: before?.reason ?? "" };
    }),
  });
  const { isDirty, isSubmitting } = form.hook.formState;
  const last = at === all - 1;
  const save = async ({ given }: { given: { score: string; reason: string }[] }) => {
    const scores: SheetScore[] = scoring.criteria.flatMap(({ name }, index) => {
      const { score = "", reason = "" } = given[index] ?? {};
      return score === ""
        ? []
        : [{ bidId: step.bidId, lotId: step.lotId, criterion: name, score, reason: reason.trim() }];
    });
    if (isDirty && scores.length > 0) {
      const refusal = await refusalOf(
        write.mutateAsync({ id: scoring.tenderId, version: sheet.version, scores }),
      );
      if (refusal) return refusal;
      notify("success", text.saved);
    }
    form.hook.reset({ given });
    if (!last) onGo(at + 1);
    return undefined;
  };
  return (
    <Form form={form} onSubmit={save}>
      <UnsavedGuard dirty={isDirty && !isSubmitting} />
      <div className="scoring-step">
        <p className="tender-aside">{text.stepOf(at + 1, all)}</p>
        <h3 className="kern-title kern-title--small">{step.bidder}</h3>
        <p className="kern-body">{text.lot(step.lot)}</p>
      </div>
      {step.answer && (
        <figure className="scoring-answer">
          <figcaption className="kern-label">{text.answer}</figcaption>
          <blockquote>{step.answer}</blockquote>
        </figure>
      )}
      {scoring.criteria.map(({ name, scale }, index) => (
        <Criterion key={name} form={form} index={index} name={name} scale={scale} format={format.number} />
      ))}
      <ButtonRow>
        <Button type="submit" variant="primary" busy={isSubmitting}>
          {last ? text.saveLast : text.saveNext}
        </Button>
        {at > 0 && <Button onClick={() => onGo(at - 1)}>{text.back}</Button>}
      </ButtonRow>
    </Form>
  );
}

interface CriterionProps {
  form: ReturnType<typeof useFields<{ given: { score: string; reason: string }[] }>>;
  index: number;
  name: string;
  scale: string;
  format: (value: string) => string;
}

function Criterion(props: CriterionProps) {
  const { form, index, name, scale, format } = props;
  const text = useText(scoringText).sheet;
  const { score, reason } = form.hook.watch(`given.${index}`);
  const inScale = (value: string) =>
    /^\d{1,5}(\.\d{1,2})?$/.test(value) && Number(value) <= Number(scale)
      ? undefined
      : text.outOfScale(format(scale));
  return (
    <fieldset className="scoring-criterion" aria-label={name}>
      <p className="scoring-criterion__name">
        <strong>{name}</strong>
      </p>
      <QuantityField
        {...form.quantity(`given.${index}.score`, text.scoreOf(name), {
          optional: reason.trim() === "",
          places: 2,
          check: inScale,
        })}
        optional={undefined}
        label={text.score}
        unit={text.scale(format(scale))}
      />
      <TextArea
        {...form.text(`given.${index}.reason`, text.reasonOf(name), {
          least: 3,
          optional: score.trim() === "",
        })}
        optional={undefined}
        label={text.reason}
        rows={2}
        maxLength={2000}
      />
    </fieldset>
  );
}

function HandIn(props: SheetProps) {
  const { scoring, sheet } = props;
  const text = useText(scoringText).sheet;
  const handIn = useAct(handInSheet);
  const [open, setOpen] = useState(false);
  const missing = sheet.places - sheet.given;
  return (
    <div className="scoring-hand-in">
      <Button
        variant={missing === 0 ? "primary" : "secondary"}
        disabledReason={missing > 0 ? text.handInMissing(missing) : undefined}
        onClick={() => setOpen(true)}
      >
        {text.handIn}
      </Button>
      <ConfirmDialog
        open={open}
        title={text.handInTitle}
        act={text.handIn}
        onAct={async () => {
          await handIn.mutateAsync({ id: scoring.tenderId, version: sheet.version });
          notify("success", text.handedInNow);
        }}
        onClose={() => setOpen(false)}
      >
        <p className="kern-body">{text.handInText}</p>
      </ConfirmDialog>
    </div>
  );
}
