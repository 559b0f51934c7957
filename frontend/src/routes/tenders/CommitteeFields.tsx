import type { OpeningKey } from "../../api/opening";
import { tendersText } from "../../text/tenders";
import { useText } from "../../text/text";
import { Button } from "../../ui/Button";
import { Select } from "../../ui/Select";
import { committeeSize } from "./draft";
import type { DraftForm } from "./TenderForm";

/** Who is to open the bids: three to seven different persons, a row each. */
export function CommitteeFields(props: { form: DraftForm; keys: readonly OpeningKey[] }) {
  const { form, keys } = props;
  const text = useText(tendersText).form;
  const officers = form.hook.watch("officers");
  const choices = keys.map((key) => ({ value: key.person.id, label: labelOf(key, text) }));
  const change = (changed: typeof officers) =>
    form.hook.setValue("officers", changed, {
      shouldDirty: true,
      shouldValidate: form.hook.formState.isSubmitted,
    });
  const add = () => {
    const name = `officers.${officers.length}.person`;
    change([...officers, { key: crypto.randomUUID(), person: "" }]);
    requestAnimationFrame(() => document.getElementById(form.shown.get(name)?.id ?? "")?.focus());
  };
  return (
    <section className="ui-section" aria-labelledby="officers">
      <div className="tender-heading">
        <h2 id="officers" className="kern-heading-medium">
          {text.officers}
        </h2>
        <p className="tender-note ui-text">{text.officersHint}</p>
      </div>
      <ol className="committee-fields">
        {officers.map(({ key }, index) => (
          <li key={key}>
            <Select
              {...form.choice(`officers.${index}.person`, text.officer(index + 1), {
                check: (person) =>
                  officers.findIndex((each) => each.person === person) < index ? text.samePerson : undefined,
              })}
              choices={choices}
            />
            {officers.length > committeeSize.least && (
              <Button
                variant="tertiary"
                icon="delete"
                iconOnly
                onClick={() => change(officers.filter((_, at) => at !== index))}
              >
                {text.removeOfficer(index + 1)}
              </Button>
            )}
          </li>
        ))}
      </ol>
      {officers.length < committeeSize.most && (
        <div>
          <Button icon="add" small onClick={add}>
            {text.addOfficer}
          </Button>
        </div>
      )}
    </section>
  );
}

interface LabelTexts {
  noKey: (name: string) => string;
  unconfirmedKey: (name: string) => string;
}

/** The person, and what is still missing before the tender can be published. */
function labelOf({ person, recipient, confirmedAt }: OpeningKey, text: LabelTexts): string {
  if (!recipient) return text.noKey(person.name);
  return confirmedAt ? person.name : text.unconfirmedKey(person.name);
}
