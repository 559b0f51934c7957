import { useState } from "react";
import { useAct } from "../../api/act";
import { useMay } from "../../api/session";
import { endActing, type SupplierFile } from "../../api/suppliers";
import { suppliersText } from "../../text/suppliers";
import { useText } from "../../text/text";
import { Button } from "../../ui/Button";
import { List } from "../../ui/List";
import { notify } from "../../ui/notify";
import { useFormat } from "../../ui/words";
import { ConfirmDialog } from "../ConfirmDialog";
import { Invitations } from "./Invitations";

type Acting = SupplierFile["people"][number];

/** Who acts for a supplier, and where that is ended. The last one stays. */
export function People(props: { file: SupplierFile }) {
  const { file } = props;
  const text = useText(suppliersText).people;
  const format = useFormat();
  const may = useMay()("supplier.keep-people") && file.people.length > 1;
  const [chosen, setChosen] = useState<Acting>();
  const end = useAct(endActing);
  return (
    <section className="ui-section" aria-labelledby="people">
      <h2 id="people" className="kern-heading-medium">
        {text.title}
      </h2>
      {file.people.length === 0 && <p className="kern-body">{text.none}</p>}
      <List>
        {file.people.map((person) => (
          <li key={person.id}>
            {person.name}, {text.since(format.dayOf(person.since))}{" "}
            {may && (
              <Button small onClick={() => setChosen(person)}>
                {text.end(person.name)}
              </Button>
            )}
          </li>
        ))}
      </List>
      <Invitations file={file} />
      <ConfirmDialog
        open={chosen !== undefined}
        title={text.endTitle}
        act={text.endAct}
        onAct={async () => {
          if (!chosen) return;
          await end.mutateAsync({ id: file.id, version: file.version, personId: chosen.id });
          notify("success", text.ended(chosen.name));
        }}
        onClose={() => setChosen(undefined)}
      >
        <p className="kern-body">{chosen && text.endHint(chosen.name)}</p>
      </ConfirmDialog>
    </section>
  );
}
