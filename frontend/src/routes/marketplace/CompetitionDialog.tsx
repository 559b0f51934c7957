import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useAct } from "../../api/act";
import {
  type EvaluationRules,
  type StartCompetition,
  startCompetition,
  tenderQuery,
} from "../../api/tenders";
import { marketplaceText } from "../../text/marketplace";
import { refusalOf } from "../../text/problems";
import { rulesText } from "../../text/rules";
import { useText } from "../../text/text";
import { RadioGroup } from "../../ui/Checks";
import { DateTimeField } from "../../ui/DateField";
import { Dialog } from "../../ui/Dialog";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { Loader } from "../../ui/Loader";
import { SubmitRow } from "../SubmitRow";

/** An order as it goes into a mini-competition, without the terms of that. */
export type CompetingOrder = Omit<StartCompetition, "rules" | "deadline" | "title">;

interface CompetitionProps {
  /** The contract's own tender, which announced how its suppliers' bids are compared. */
  tenderId: string;
  /** Nothing while nobody asks for a mini-competition. */
  order: CompetingOrder | undefined;
  onClose: () => void;
}

/** Where the contract's rules ask for it: has its suppliers compete for the order. */
export function CompetitionDialog(props: CompetitionProps) {
  const { tenderId, order, onClose } = props;
  const text = useText(marketplaceText).competition;
  const { data: tender, isLoading } = useQuery({ ...tenderQuery(tenderId), enabled: order !== undefined });
  return (
    <Dialog open={order !== undefined} title={text.title} onClose={onClose}>
      {isLoading && <Loader />}
      {order && !isLoading && <Terms order={order} announced={tender?.rules} onClose={onClose} />}
    </Dialog>
  );
}

const byPrice: EvaluationRules = { method: "lowest-price" };

/** Rules that also suit a single order: points are given, and no price is fixed to measure others by. */
const suits = (rules: EvaluationRules | undefined) =>
  rules !== undefined && rules.method !== byPrice.method && rules.references === undefined;

function Terms(props: {
  order: CompetingOrder;
  announced: EvaluationRules | undefined;
  onClose: () => void;
}) {
  const { order, announced, onClose } = props;
  const text = useText(marketplaceText).competition;
  const navigate = useNavigate();
  const start = useAct(startCompetition);
  const { methods } = useText(rulesText).form;
  const form = useFields({ deadline: "", by: suits(announced) ? "announced" : "price" });
  return (
    <Form
      form={form}
      onSubmit={({ deadline, by }) =>
        refusalOf(
          start
            .mutateAsync({ ...order, deadline, rules: (by === "announced" && announced) || byPrice })
            .then(({ id }) => navigate({ to: "/tenders/$id", params: { id } })),
        )
      }
    >
      {text.explained.map((sentence) => (
        <p key={sentence} className="kern-body">
          {sentence}
        </p>
      ))}
      {announced && suits(announced) && (
        <RadioGroup
          {...form.choice("by", text.by)}
          choices={[
            {
              value: "announced",
              label: text.announced(methods[announced.method]),
              hint: text.announcedHint,
            },
            { value: "price", label: methods["lowest-price"], hint: text.priceHint },
          ]}
        />
      )}
      <DateTimeField {...form.dateTime("deadline", text.deadline)} hint={text.deadlineHint} />
      <SubmitRow form={form} act={text.start} onCancel={onClose} />
    </Form>
  );
}
