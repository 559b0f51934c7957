import { useSuspenseQuery } from "@tanstack/react-query";
import { useAct } from "../../api/act";
import { addSynonyms, removeSynonyms, synonymsQuery } from "../../api/buying";
import { buyingText } from "../../text/buying";
import { refusalOf, sentenceOf } from "../../text/problems";
import { useText } from "../../text/text";
import { Button, ButtonRow } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import { PageHeader } from "../../ui/PageHeader";
import { TextField } from "../../ui/TextField";

/** Words of which a search for one finds all. */
export function SynonymsPage() {
  const text = useText(buyingText);
  const { data: groups } = useSuspenseQuery(synonymsQuery);
  const remove = useAct(removeSynonyms);
  return (
    <div className="ui-page">
      <PageHeader title={text.synonyms} lead={text.synonymsLead} />
      <AddForm />
      <Card title={text.synonyms}>
        {groups.length === 0 && <p className="ui-muted">{text.noSynonyms}</p>}
        {groups.map(({ id, version, words }) => (
          <ButtonRow key={id}>
            <span>{words.join(", ")}</span>
            <Button
              variant="tertiary"
              icon="delete"
              iconOnly
              onClick={() =>
                remove.mutate(
                  { id, version },
                  { onError: (problem) => notify("danger", sentenceOf(problem)) },
                )
              }
            >
              {text.removeWords(words[0] ?? "")}
            </Button>
          </ButtonRow>
        ))}
      </Card>
    </div>
  );
}

function AddForm() {
  const text = useText(buyingText);
  const add = useAct(addSynonyms);
  const form = useFields({ words: "" });
  return (
    <Form
      form={form}
      onSubmit={async ({ words }) => {
        const given = words.split(",").map((word) => word.trim());
        const refusal = await refusalOf(add.mutateAsync({ words: given.filter(Boolean) }));
        if (!refusal) form.hook.reset();
        return refusal;
      }}
    >
      <TextField {...form.text("words", text.words)} hint={text.wordsHint} maxLength={500} />
      <ButtonRow>
        <Button type="submit" variant="primary" busy={form.hook.formState.isSubmitting}>
          {text.addWords}
        </Button>
      </ButtonRow>
    </Form>
  );
}
