import { useNavigate } from "@tanstack/react-router";
import { useAct } from "../../../api/act";
import type { CapacityPool } from "../../../api/capacity";
import { addPool, type CapacitySite, changePool } from "../../../api/capacity-keeping";
import { frameworksQuery } from "../../../api/frameworks";
import { useList } from "../../../api/pages";
import { keepingText } from "../../../text/capacityKeeping";
import { refusalOf } from "../../../text/problems";
import { shared } from "../../../text/shared";
import { useText } from "../../../text/text";
import { Checkbox } from "../../../ui/Checks";
import { Form } from "../../../ui/Form";
import { useFields } from "../../../ui/fields";
import { notify } from "../../../ui/notify";
import { Select } from "../../../ui/Select";
import { TextField } from "../../../ui/TextField";
import { SubmitRow } from "../../SubmitRow";

interface PoolFormProps {
  site: CapacitySite;
  /** The pool that is changed; without it a new one is added. */
  pool?: CapacityPool;
  onClose: () => void;
}

/** Adds a pool to a site, or says other things of one. */
export function PoolForm(props: PoolFormProps) {
  const { site, pool, onClose } = props;
  const text = useText(keepingText);
  const { common } = useText(shared);
  const navigate = useNavigate();
  const add = useAct(addPool);
  const change = useAct(changePool);
  const frameworks = useFrameworkChoices(pool);
  const form = useFields({
    name: pool?.name ?? "",
    room: pool?.room ?? site.rooms[0]?.name ?? "",
    frameworkId: pool?.framework?.id ?? "",
    approval: pool?.approval ?? false,
  });
  return (
    <Form
      form={form}
      onSubmit={async ({ name, room, frameworkId, approval }) => {
        const input = {
          siteId: site.id,
          name: name.trim(),
          room,
          approval,
          ...(frameworkId && { frameworkId }),
        };
        const stored = pool
          ? change.mutateAsync({ id: pool.id, version: pool.version, pool: input })
          : add.mutateAsync(input).then(({ id }) => {
              void navigate({ to: "/capacity/pools/$id/levels", params: { id } });
            });
        const refusal = await refusalOf(stored);
        if (refusal) return refusal;
        notify("success", pool ? text.poolChanged : text.poolAdded);
        onClose();
        return undefined;
      }}
    >
      <TextField {...form.text("name", text.name, { least: 3 })} maxLength={100} />
      <Select
        {...form.choice("room", text.room)}
        choices={site.rooms.map(({ name }) => ({ value: name, label: name }))}
      />
      <Select
        {...form.choice("frameworkId", text.framework, { optional: true })}
        hint={text.frameworkHint}
        empty={text.noFramework}
        choices={frameworks}
      />
      <Checkbox {...form.flag("approval", text.approval)} />
      <SubmitRow form={form} act={common.save} onCancel={onClose} />
    </Form>
  );
}

/** The latest contracts, and the one that the pool has, however old it is. */
function useFrameworkChoices(pool: CapacityPool | undefined) {
  const { items } = useList(frameworksQuery);
  const choices = items.map(({ id, number, title }) => ({ value: id, label: `${number} ${title}` }));
  const own = pool?.framework;
  if (own && !choices.some(({ value }) => value === own.id)) choices.push({ value: own.id, label: own.name });
  return choices;
}
