import { useNavigate } from "@tanstack/react-router";
import { useAct } from "../../api/act";
import { type StartCompetition, startCompetition } from "../../api/tenders";
import { marketplaceText } from "../../text/marketplace";
import { refusalOf } from "../../text/problems";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { Button, ButtonRow } from "../../ui/Button";
import { DateTimeField } from "../../ui/DateField";
import { Dialog } from "../../ui/Dialog";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";

/** An order as it goes into a mini-competition, without the terms of that. */
export type CompetingOrder = Omit<StartCompetition, "rules" | "deadline" | "title">;

interface CompetitionProps {
  /** Nothing while nobody asks for a mini-competition. */
  order: CompetingOrder | undefined;
  onClose: () => void;
}

/** Where the contract's rules ask for it: has its suppliers compete for the order. */
export function CompetitionDialog(props: CompetitionProps) {
  const { order, onClose } = props;
  const text = useText(marketplaceText).competition;
  return (
    <Dialog open={order !== undefined} title={text.title} onClose={onClose}>
      {order && <Terms order={order} onClose={onClose} />}
    </Dialog>
  );
}

function Terms(props: { order: CompetingOrder; onClose: () => void }) {
  const { order, onClose } = props;
  const text = useText(marketplaceText).competition;
  const { common } = useText(shared);
  const navigate = useNavigate();
  const start = useAct(startCompetition);
  const form = useFields({ deadline: "" });
  return (
    <Form
      form={form}
      onSubmit={({ deadline }) =>
        refusalOf(
          start
            .mutateAsync({ ...order, deadline, rules: { method: "lowest-price" } })
            .then(({ id }) => navigate({ to: "/tenders/$id", params: { id } })),
        )
      }
    >
      {text.explained.map((sentence) => (
        <p key={sentence} className="kern-body">
          {sentence}
        </p>
      ))}
      <DateTimeField {...form.dateTime("deadline", text.deadline)} hint={text.deadlineHint} />
      <ButtonRow>
        <Button type="submit" variant="primary" busy={form.hook.formState.isSubmitting}>
          {text.start}
        </Button>
        <Button onClick={onClose}>{common.cancel}</Button>
      </ButtonRow>
    </Form>
  );
}
