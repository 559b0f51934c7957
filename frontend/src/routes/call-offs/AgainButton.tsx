import { useNavigate } from "@tanstack/react-router";
import { useAct } from "../../api/act";
import { putIntoBasket } from "../../api/buying";
import type { CallOff } from "../../api/call-offs";
import { useSession } from "../../api/session";
import { buyingText } from "../../text/buying";
import { sentenceOf } from "../../text/problems";
import { useText } from "../../text/text";
import { Button } from "../../ui/Button";
import { notify } from "../../ui/notify";
import { customersOf } from "../customers";

/** Puts what was ordered into the basket once more, at today's prices. */
export function AgainButton(props: { callOff: CallOff }) {
  const { member, lines } = props.callOff;
  const text = useText(buyingText);
  const navigate = useNavigate();
  const put = useAct(putIntoBasket);
  const buys = customersOf(useSession()).some(({ id, buys }) => buys && id === member.id);
  if (!buys) return null;
  return (
    <Button
      busy={put.isPending}
      onClick={() =>
        put.mutate(
          { memberId: member.id, lines: lines.map(({ itemId, quantity }) => ({ itemId, quantity })) },
          {
            onSuccess: ({ left }) => {
              if (left.length > 0) notify("warning", text.left(left.length));
              void navigate({ to: "/basket", search: { memberId: member.id } });
            },
            onError: (problem) => notify("danger", sentenceOf(problem)),
          },
        )
      }
    >
      {text.again}
    </Button>
  );
}
