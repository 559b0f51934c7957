import { useState } from "react";
import { useAct } from "../../../api/act";
import { type Aspect, examineBid, type ScoringBid } from "../../../api/scoring";
import { useMay } from "../../../api/session";
import { scoringText } from "../../../text/scoring";
import { useText } from "../../../text/text";
import { Badge } from "../../../ui/Badge";
import { Button } from "../../../ui/Button";
import { Card } from "../../../ui/Card";
import { RadioGroup } from "../../../ui/Checks";
import { Dialog } from "../../../ui/Dialog";
import { useFields } from "../../../ui/fields";
import { List } from "../../../ui/List";
import { type Column, Table } from "../../../ui/Table";
import { TextArea } from "../../../ui/TextField";
import { useFormat } from "../../../ui/words";
import { ActForm } from "../../ActForm";
import { ExaminerDeclaration, LateExaminerConflict } from "./Declaration";
import type { ScoringProps } from "./ScoringPage";

const aspects: readonly Aspect[] = ["form", "suitability", "requirements"];

/** What was found of each bid, by whom and why; open ones can be examined by those who may. */
export function Examinations(props: ScoringProps) {
  const { scoring } = props;
  const text = useText(scoringText).examine;
  const columns: Column<ScoringBid>[] = [
    {
      key: "bidder",
      header: useText(scoringText).compare.bidder,
      cell: (bid) => (
        <>
          {bid.bidder.name}
          {bid.excluded && <span className="tender-aside"> · {text.excluded}</span>}
        </>
      ),
    },
    ...aspects.map((aspect) => ({
      key: aspect,
      header: text.aspect[aspect],
      cell: (bid: ScoringBid) => <Finding bid={bid} aspect={aspect} scoring={scoring} />,
    })),
  ];
  return (
    <Card title={text.title}>
      <p className="tender-note">{text.text}</p>
      <ExaminerDeclaration scoring={scoring} />
      <Table
        caption={text.table}
        captionHidden
        columns={columns}
        rows={scoring.bids}
        rowKey={({ bidId }) => bidId}
        empty={<p className="kern-body">{text.none}</p>}
      />
      <Examiners scoring={scoring} />
      <LateExaminerConflict scoring={scoring} />
    </Card>
  );
}

/** Who examines, and what each declared. */
function Examiners(props: ScoringProps) {
  const { examiners } = props.scoring;
  const texts = useText(scoringText);
  const format = useFormat();
  if (examiners.length === 0) return null;
  return (
    <div>
      <p className="kern-label">{texts.examine.examiners}</p>
      <List>
        {examiners.map(({ person, me, declaration, conflict, declaredAt }) => (
          <li key={person.id}>
            {person.name}
            {me && ` (${texts.me})`}: {texts.panel.declaration[declaration]}, {format.instant(declaredAt)}
            {conflict && <span className="tender-aside"> · {conflict}</span>}
          </li>
        ))}
      </List>
    </div>
  );
}

interface OfAspect extends ScoringProps {
  bid: ScoringBid;
  aspect: Aspect;
}

function Finding(props: OfAspect) {
  const { bid, aspect, scoring } = props;
  const text = useText(scoringText).examine;
  const format = useFormat();
  const may = useMay();
  const [open, setOpen] = useState(false);
  const found = bid.examinations.filter((each) => each.aspect === aspect).at(-1);
  const examines =
    may("bid.examine") && scoring.declaration === "none" && bid.admitted && scoring.phase !== "locked";
  return (
    <div className="scoring-finding">
      <Badge tone={!found ? "neutral" : found.passed ? "success" : "danger"}>
        {!found ? text.open : found.passed ? text.passed : text.failed}
      </Badge>
      {found && (
        <>
          <span>{found.reason}</span>
          <span className="tender-aside">{text.by(found.by, format.instant(found.at))}</span>
          {!found.stands && <span className="tender-aside">{text.biased}</span>}
        </>
      )}
      {!found?.stands && examines && (
        <Button
          small
          onClick={() => setOpen(true)}
          aria-label={text.examineOf(text.aspect[aspect], bid.bidder.name)}
        >
          {text.examine}
        </Button>
      )}
      <Dialog
        open={open}
        title={text.dialog(text.aspect[aspect], bid.bidder.name)}
        onClose={() => setOpen(false)}
      >
        <Examination {...props} onClose={() => setOpen(false)} />
      </Dialog>
    </div>
  );
}

function Examination(props: OfAspect & { onClose: () => void }) {
  const { bid, aspect, scoring, onClose } = props;
  const text = useText(scoringText).examine;
  const examine = useAct(examineBid);
  const form = useFields<{ result: "passed" | "failed" | ""; reason: string }>({ result: "", reason: "" });
  return (
    <ActForm
      form={form}
      act={text.save}
      onAct={({ result, reason }) =>
        examine.mutateAsync({
          id: scoring.tenderId,
          bidId: bid.bidId,
          aspect,
          passed: result === "passed",
          reason: reason.trim(),
        })
      }
      done={text.saved}
      onClose={onClose}
    >
      <RadioGroup<"passed" | "failed">
        {...form.choice("result", text.result)}
        hint={text.aspectHint[aspect]}
        choices={[
          { value: "passed", label: text.passed },
          { value: "failed", label: text.failed, hint: text.failHint },
        ]}
      />
      <TextArea {...form.text("reason", text.reason, { least: 3 })} maxLength={2000} />
    </ActForm>
  );
}
