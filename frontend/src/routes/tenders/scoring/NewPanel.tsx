import { useAct } from "../../../api/act";
import { appointPanel } from "../../../api/scoring";
import { useMay } from "../../../api/session";
import { refusalOf } from "../../../text/problems";
import { scoringText } from "../../../text/scoring";
import { useText } from "../../../text/text";
import { Button } from "../../../ui/Button";
import { Card } from "../../../ui/Card";
import { Checkbox } from "../../../ui/Checks";
import { EmptyState } from "../../../ui/EmptyState";
import { Form } from "../../../ui/Form";
import { useFields } from "../../../ui/fields";
import { notify } from "../../../ui/notify";
import { QuantityField } from "../../../ui/QuantityField";
import { UnsavedGuard } from "../../UnsavedGuard";
import type { ScoringProps } from "./ScoringPage";

interface Values {
  chosen: boolean[];
  spreadLimit: string;
}

/** How far scores may usually lie apart. */
const usualLimit = "20";

/** Appoints the panel, or says that nobody has yet. */
export function NewPanel(props: ScoringProps) {
  const { scoring } = props;
  const text = useText(scoringText).panel;
  const may = useMay();
  const candidates = scoring.candidates ?? [];
  if (!may("panel.appoint") || candidates.length === 0)
    return (
      <Card title={text.title}>
        <EmptyState title={text.none}>
          {candidates.length === 0 && may("panel.appoint") ? text.noCandidates : text.noneText}
        </EmptyState>
      </Card>
    );
  return <Appointment scoring={scoring} />;
}

function Appointment(props: ScoringProps) {
  const { scoring } = props;
  const text = useText(scoringText).panel;
  const appoint = useAct(appointPanel);
  const candidates = scoring.candidates ?? [];
  const form = useFields<Values>({ chosen: candidates.map(() => false), spreadLimit: usualLimit });
  const { isDirty, isSubmitting } = form.hook.formState;
  const enough = () => {
    const chosen: boolean[] = form.hook.getValues("chosen");
    return chosen.filter(Boolean).length >= 2 ? undefined : text.peopleFew;
  };
  return (
    <Card title={text.appoint} surface>
      <UnsavedGuard dirty={isDirty && !isSubmitting} />
      <p className="tender-note">{text.noneText}</p>
      <Form
        form={form}
        onSubmit={async ({ chosen, spreadLimit }) => {
          const evaluators = candidates.filter((_, index) => chosen[index]).map(({ person }) => person.id);
          const refusal = await refusalOf(
            appoint.mutateAsync({ id: scoring.tenderId, evaluators, spreadLimit: Number(spreadLimit) }),
          );
          if (!refusal) notify("success", text.appointed);
          return refusal;
        }}
      >
        <fieldset className="kern-fieldset scoring-people">
          <legend className="kern-label">{text.people}</legend>
          <div className="kern-hint">{text.peopleHint}</div>
          {candidates.map(({ person, of }, index) => (
            <Checkbox
              key={person.id}
              {...form.flag(`chosen.${index}`, of ? `${person.name}, ${text.of(of)}` : person.name, {
                ...(index === 0 && { check: enough }),
              })}
            />
          ))}
        </fieldset>
        <QuantityField
          {...form.quantity("spreadLimit", text.limit, {
            check: (value) =>
              /^\d{1,3}$/.test(value) && Number(value) >= 1 && Number(value) <= 100
                ? undefined
                : text.limitInvalid,
          })}
          hint={text.limitHint}
          unit={text.limitUnit}
        />
        <div>
          <Button type="submit" variant="primary" busy={isSubmitting}>
            {text.appoint}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
