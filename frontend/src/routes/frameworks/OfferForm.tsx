import { useQuery } from "@tanstack/react-query";
import { useAct } from "../../api/act";
import { offerTransfer } from "../../api/contracts";
import type { Framework } from "../../api/frameworks";
import { allMembersQuery } from "../../api/members";
import { differenceOf } from "../../lib/money";
import { contractsText } from "../../text/contracts";
import { useText } from "../../text/text";
import { useFields } from "../../ui/fields";
import { MoneyField } from "../../ui/MoneyField";
import { Select } from "../../ui/Select";
import { useFormat } from "../../ui/words";
import { ActForm } from "../ActForm";

interface OfferFormProps {
  framework: Framework;
  /** The quotas of one's own members. */
  givers: Framework["quotas"];
  onClose: () => void;
}

/** Offers quota of an own member to another one, and shows what then remains. */
export function OfferForm(props: OfferFormProps) {
  const { framework, givers, onClose } = props;
  const text = useText(contractsText).quotas;
  const format = useFormat();
  const offer = useAct(offerTransfer);
  const { data: members = [] } = useQuery(allMembersQuery);
  const form = useFields({
    fromMemberId: givers.length === 1 ? (givers[0]?.member.id ?? "") : "",
    toMemberId: "",
    amount: "",
  });
  const { fromMemberId, amount } = form.hook.watch();
  const free = givers.find(({ member }) => member.id === fromMemberId)?.remaining;
  const left = free && amount ? differenceOf(free, amount) : null;
  return (
    <ActForm
      form={form}
      act={text.offer}
      onAct={(values) => offer.mutateAsync({ id: framework.id, ...values })}
      done={text.offered}
      onClose={onClose}
    >
      <p className="kern-body">{text.offerNote}</p>
      <Select
        {...form.choice("fromMemberId", text.fromMember)}
        choices={givers.map(({ member }) => ({ value: member.id, label: member.name }))}
      />
      <Select
        {...form.choice("toMemberId", text.toMember)}
        choices={members
          .filter(({ id }) => id !== fromMemberId)
          .map(({ id, name }) => ({ value: id, label: name }))}
      />
      <MoneyField
        {...form.money("amount", text.amount)}
        {...(free && { hint: left ? text.left(format.money(left)) : text.free(format.money(free)) })}
      />
    </ActForm>
  );
}
