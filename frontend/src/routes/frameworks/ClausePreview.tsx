import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "../../api/act";
import { type FrameworkPricing, indexPreviewQuery, proposeByIndex } from "../../api/prices";
import { Problem } from "../../api/problem";
import { useMay } from "../../api/session";
import { sentenceOfCode } from "../../text/faults";
import { pricesText } from "../../text/prices";
import { sentenceOf } from "../../text/problems";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Button, ButtonRow } from "../../ui/Button";
import { DateField } from "../../ui/DateField";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { Loader } from "../../ui/Loader";
import { notify } from "../../ui/notify";
import { Select } from "../../ui/Select";
import { ReasonDialog } from "../ReasonDialog";
import { ChangedPrices, FilledIn } from "./ChangedPrices";

interface Asked {
  clauseId: string;
  validFrom: string;
}

/** What a clause would make of the prices from a day on, and the way to propose it. */
export function ClausePreview(props: { frameworkId: string; clauses: FrameworkPricing["clauses"] }) {
  const { frameworkId, clauses } = props;
  const text = useText(pricesText);
  const [asked, setAsked] = useState<Asked>();
  const form = useFields<Asked>({ clauseId: clauses.at(-1)?.id ?? "", validFrom: "" });
  return (
    <section className="ui-section" aria-labelledby="preview">
      <h2 id="preview" className="kern-heading-medium">
        {text.preview}
      </h2>
      <p className="kern-body">{text.previewNote}</p>
      <Form
        form={form}
        onSubmit={async (values) => {
          setAsked(values);
          return undefined;
        }}
      >
        <Select
          {...form.choice("clauseId", text.clause)}
          choices={clauses.map(({ id, number }) => ({ value: id, label: text.clauseOf(number) }))}
        />
        <DateField {...form.date("validFrom", text.validFrom)} hint={text.validHint} />
        <ButtonRow>
          <Button type="submit">{text.show}</Button>
        </ButtonRow>
      </Form>
      {asked && <Preview frameworkId={frameworkId} asked={asked} />}
    </section>
  );
}

function Preview(props: { frameworkId: string; asked: Asked }) {
  const { frameworkId, asked } = props;
  const text = useText(pricesText);
  const may = useMay();
  const propose = useAct(proposeByIndex);
  const [proposing, setProposing] = useState(false);
  const { data, error, isPending } = useQuery(
    indexPreviewQuery(frameworkId, asked.clauseId, asked.validFrom),
  );
  if (isPending) return <Loader />;
  if (error instanceof Problem) return <Alert tone="danger" live title={sentenceOf(error)} />;
  if (!data) return null;
  return (
    <>
      <Alert tone={data.due ? "success" : "info"} live title={data.due ? text.due : text.notDue}>
        {data.reason && sentenceOfCode(data.reason)}
      </Alert>
      <FilledIn index={data.index} />
      <ChangedPrices prices={data.prices} effect={data.effect} />
      {data.due && may("price.propose") && (
        <ButtonRow>
          <Button variant="primary" onClick={() => setProposing(true)}>
            {text.proposeIndex}
          </Button>
        </ButtonRow>
      )}
      <ReasonDialog
        open={proposing}
        title={text.proposeIndex}
        hint={text.reasonIndex}
        act={text.submit}
        onAct={async (reason) => {
          await propose.mutateAsync({ id: frameworkId, ...asked, reason });
          notify("success", text.submitted);
        }}
        onClose={() => setProposing(false)}
      />
    </>
  );
}
