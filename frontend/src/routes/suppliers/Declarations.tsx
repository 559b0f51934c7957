import { useState } from "react";
import { useAct } from "../../api/act";
import { useMay } from "../../api/session";
import { declareSupplier, type SupplierFile } from "../../api/suppliers";
import { evidenceText } from "../../text/evidence";
import { useText } from "../../text/text";
import { Button } from "../../ui/Button";
import { Card, CardGrid } from "../../ui/Card";
import { RadioGroup } from "../../ui/Checks";
import { Dialog } from "../../ui/Dialog";
import { useFields } from "../../ui/fields";
import { TextArea } from "../../ui/TextField";
import { useFormat } from "../../ui/words";
import { ActForm } from "../ActForm";

type Declaration = SupplierFile["declarations"][number];

type Subject = Declaration["subject"];

const subjects: readonly Subject[] = ["123", "124", "turnover", "references"];

/** What a supplier declares of itself, and where its own people do. */
export function Declarations(props: { file: SupplierFile }) {
  const { file } = props;
  const text = useText(evidenceText).declarations;
  const [subject, setSubject] = useState<Subject>();
  const close = () => setSubject(undefined);
  return (
    <section className="ui-section" aria-labelledby="declarations">
      <h2 id="declarations" className="kern-heading-medium">
        {text.title}
      </h2>
      <p className="kern-body">{text.lead}</p>
      <CardGrid>
        {subjects.map((one) => (
          <SubjectCard
            key={one}
            subject={one}
            declaration={file.declarations.find((declared) => declared.subject === one)}
            onDeclare={() => setSubject(one)}
          />
        ))}
      </CardGrid>
      <Dialog open={subject !== undefined} title={subject ? text.subjects[subject] : ""} onClose={close}>
        {subject && <DeclarationForm file={file} subject={subject} onClose={close} />}
      </Dialog>
    </section>
  );
}

function SubjectCard(props: {
  subject: Subject;
  declaration: Declaration | undefined;
  onDeclare: () => void;
}) {
  const { subject, declaration, onDeclare } = props;
  const text = useText(evidenceText).declarations;
  const format = useFormat();
  const may = useMay();
  return (
    <Card title={text.subjects[subject]}>
      {!declaration && <p className="kern-body">{text.missing}</p>}
      {declaration && (
        <>
          {declaration.clear !== undefined && (
            <p className="kern-body">{declaration.clear ? text.clear : text.applies}</p>
          )}
          {declaration.text && <p className="kern-body">{declaration.text}</p>}
          <p className="kern-body kern-body--small kern-body--muted">
            {text.at(format.instant(declaration.at), declaration.by?.name)}
          </p>
        </>
      )}
      {may("supplier.declare") && (
        <div>
          <Button small onClick={onDeclare} aria-label={text.declareOne(text.subjects[subject])}>
            {text.declare}
          </Button>
        </div>
      )}
    </Card>
  );
}

function DeclarationForm(props: { file: SupplierFile; subject: Subject; onClose: () => void }) {
  const { file, subject, onClose } = props;
  const text = useText(evidenceText).declarations;
  const act = useAct(declareSupplier);
  const form = useFields<{ ground: "" | "none" | "one"; text: string }>({ ground: "", text: "" });
  const ofGrounds = subject === "123" || subject === "124";
  const ground = form.hook.watch("ground");
  const clear = ofGrounds && ground === "none";
  return (
    <ActForm
      form={form}
      act={text.declare}
      onAct={(values) => {
        const declaration = ofGrounds
          ? { subject, clear, text: clear ? "" : values.text.trim() }
          : { subject, text: values.text.trim() };
        return act.mutateAsync({ id: file.id, version: file.version, declaration });
      }}
      done={text.done}
      onClose={onClose}
    >
      {ofGrounds && (
        <RadioGroup
          {...form.choice("ground", text.isClear)}
          choices={[
            { value: "none", label: text.no },
            { value: "one", label: text.yes },
          ]}
        />
      )}
      {(!ofGrounds || ground === "one") && (
        <TextArea
          {...form.text("text", ofGrounds ? text.which : text.text[subject], { least: 3 })}
          hint={ofGrounds ? text.whichHint : text.textHints[subject]}
          maxLength={4000}
        />
      )}
    </ActForm>
  );
}
