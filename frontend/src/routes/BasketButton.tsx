import { useAct } from "../api/act";
import { putIntoBasket } from "../api/buying";
import { buyingText } from "../text/buying";
import { sentenceOf } from "../text/problems";
import { useText } from "../text/text";
import { Button } from "../ui/Button";
import { notify } from "../ui/notify";

/** Puts a quantity of an item into the basket; the page stays as it is. */
export function BasketButton(props: {
  memberId: string;
  item: { id: string; name: string };
  quantity: string;
  variant?: "primary" | "secondary";
}) {
  const { memberId, item, quantity, variant = "primary" } = props;
  const text = useText(buyingText);
  const put = useAct(putIntoBasket);
  return (
    <Button
      variant={variant}
      aria-label={text.putItem(item.name)}
      busy={put.isPending}
      onClick={() =>
        put.mutate(
          { memberId, lines: [{ itemId: item.id, quantity }] },
          {
            onSuccess: ({ left }) =>
              left.length > 0
                ? notify("warning", text.left(left.length))
                : notify("success", text.wasPut(item.name)),
            onError: (problem) => notify("danger", sentenceOf(problem)),
          },
        )
      }
    >
      {text.put}
    </Button>
  );
}
