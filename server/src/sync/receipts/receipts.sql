-- Receipts (S7) and the hash chain that links the receipts of one member (docs/decisions/54-receipt-chain.md).

-- A receipt in the form of an exchange's answer.
create or replace function answer_of(r receipt) returns jsonb language plpgsql stable as $$
begin
  return jsonb_build_object('hash', encode(r.hash, 'hex'), 'code', r.code, 'detail', r.detail,
    'revs', coalesce(r.revs, jsonb_build_object('member:' || r.member, r.rev)), 'at', iso_exact(r.at), 'link',
      link_of(r.n, r.chain));
end $$;

-- The place of a receipt in its member's chain, in the protocol's form; null for a receipt older than the chain.
create or replace function link_of(p_n bigint, p_chain bytea) returns jsonb language sql immutable as
  $$ select case when p_n is not null then jsonb_build_object('n', p_n, 'chain', encode(p_chain, 'hex')) end $$;

-- What a link of the chain says about its receipt. server/src/cli/audit-chain.ts writes the same text: change both or
-- neither. Declared stable, like receipt_link, because the planner could not inline it otherwise.
create or replace function receipt_body(p_n bigint, p_rev bigint, p_seq bigint, p_at timestamptz, p_name text,
  p_code text, p_detail jsonb, p_revs jsonb) returns bytea language sql stable as $$
  select convert_to(row(p_n, p_rev, p_seq, (extract(epoch from p_at) * 1000000)::bigint, p_name, p_code, p_detail,
    p_revs)::text, 'UTF8')
$$;

-- The running hash after one more receipt. The pepper stands for member, key and request hash; only the holder of the
-- receipt key can compute it.
create or replace function receipt_link(p_before bytea, p_pepper bytea, p_n bigint, p_rev bigint, p_seq bigint,
  p_at timestamptz, p_name text, p_code text, p_detail jsonb, p_revs jsonb) returns bytea language sql stable as $$
  select sha256(p_before || p_pepper || receipt_body(p_n, p_rev, p_seq, p_at, p_name, p_code, p_detail, p_revs))
$$;

-- The running hashes of several new receipts of one member, as a window function over them in their order: `p_head` is
-- the hash before the first of them. A receipt without a pepper is not linked and leaves the hash as it is.
create or replace function receipt_chain_next(p_state bytea, p_head bytea, p_pepper bytea, p_body bytea) returns bytea
language plpgsql immutable as $$
begin
  return case when p_pepper is null then p_state else sha256(coalesce(p_state, p_head) || p_pepper || p_body) end;
end $$;
create or replace aggregate receipt_chain(p_head bytea, p_pepper bytea, p_body bytea) (sfunc = receipt_chain_next,
  stype = bytea);

-- Writes and links the receipt of an act settled in TypeScript, for a caller that holds the member's mutex. Without a
-- pepper the receipt is not linked.
create or replace function write_receipt(p_member uuid, p_key uuid, p_hash bytea, p_name text, p_code text,
  p_detail jsonb, p_revs jsonb,
  p_device uuid, p_seq bigint, p_made_at timestamptz, p_rev bigint, p_at timestamptz, p_pepper bytea, out at text,
    out link jsonb)
language plpgsql volatile as $$
declare v_n bigint; v_chain bytea;
begin
  if p_pepper is not null then
    update member_counter c set n = c.n + 1, chain = receipt_link(coalesce(c.chain, ''), p_pepper, c.n + 1, p_rev,
      p_seq, p_at, p_name, p_code, p_detail, p_revs)
      where c.member = p_member returning c.n, c.chain into v_n, v_chain;
  end if;
  insert into receipt (member, key, hash, name, code, detail, revs, device, seq, made_at, rev, at, n, chain)
    values (p_member, p_key, p_hash, p_name, p_code, p_detail, p_revs, p_device, p_seq, p_made_at, p_rev, p_at, v_n,
      v_chain);
  at := iso_exact(p_at);
  link := link_of(v_n, v_chain);
end $$;
