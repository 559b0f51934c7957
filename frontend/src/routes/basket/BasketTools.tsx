import { useState } from "react";
import { useAct } from "../../api/act";
import { type Basket, saveItemList, takeFromBasket } from "../../api/buying";
import { buyingText } from "../../text/buying";
import { refusalOf, sentenceOf } from "../../text/problems";
import { useText } from "../../text/text";
import { Button, ButtonRow } from "../../ui/Button";
import { Checkbox } from "../../ui/Checks";
import { Dialog } from "../../ui/Dialog";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import { TextField } from "../../ui/TextField";

/** Keeps the basket as a list, or empties it. */
export function BasketTools(props: { basket: Basket }) {
  const { basket } = props;
  const text = useText(buyingText);
  const clear = useAct(takeFromBasket);
  const [keeping, setKeeping] = useState(false);
  return (
    <>
      <ButtonRow>
        <Button small onClick={() => setKeeping(true)}>
          {text.saveAsList}
        </Button>
        <Button
          small
          variant="tertiary"
          busy={clear.isPending}
          onClick={() =>
            clear.mutate(
              { memberId: basket.member.id },
              { onError: (problem) => notify("danger", sentenceOf(problem)) },
            )
          }
        >
          {text.clear}
        </Button>
      </ButtonRow>
      <Dialog open={keeping} title={text.saveAsList} onClose={() => setKeeping(false)}>
        <ListForm basket={basket} onClose={() => setKeeping(false)} />
      </Dialog>
    </>
  );
}

function ListForm(props: { basket: Basket; onClose: () => void }) {
  const { basket, onClose } = props;
  const text = useText(buyingText);
  const save = useAct(saveItemList);
  const form = useFields({ title: "", shared: true });
  return (
    <Form
      form={form}
      onSubmit={async ({ title, shared }) => {
        const lines = basket.contracts.flatMap((contract) =>
          contract.lines.map(({ itemId, quantity }) => ({ itemId, quantity })),
        );
        const refusal = await refusalOf(
          save.mutateAsync({ memberId: basket.member.id, title: title.trim(), shared, lines }),
        );
        if (refusal) return refusal;
        notify("success", text.saved(title.trim()));
        onClose();
        return undefined;
      }}
    >
      <TextField {...form.text("title", text.listTitle)} maxLength={100} />
      <Checkbox {...form.flag("shared", text.shared)} />
      <ButtonRow>
        <Button type="submit" variant="primary" busy={form.hook.formState.isSubmitting}>
          {text.save}
        </Button>
      </ButtonRow>
    </Form>
  );
}
